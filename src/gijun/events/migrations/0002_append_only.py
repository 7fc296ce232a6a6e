"""The database itself refuses to change or remove a fact."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER events_event_no_update BEFORE UPDATE ON events_event
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER events_event_no_delete BEFORE DELETE ON events_event
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER events_event_no_replace BEFORE INSERT ON events_event
       WHEN EXISTS (SELECT 1 FROM events_event WHERE position = NEW.position)
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$""",
    """CREATE TRIGGER events_event_no_change BEFORE UPDATE OR DELETE ON events_event
       FOR EACH ROW EXECUTE FUNCTION events_refuse()""",
    """CREATE TRIGGER events_event_no_truncate BEFORE TRUNCATE ON events_event
       FOR EACH STATEMENT EXECUTE FUNCTION events_refuse()""",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER events_event_no_update",
        "DROP TRIGGER events_event_no_delete",
        "DROP TRIGGER events_event_no_replace",
    ],
    "postgresql": [
        "DROP TRIGGER events_event_no_change ON events_event",
        "DROP TRIGGER events_event_no_truncate ON events_event",
        "DROP FUNCTION events_refuse()",
    ],
}


def guard(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
