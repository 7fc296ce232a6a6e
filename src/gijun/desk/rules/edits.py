"""How much of an agreed sentence is left in what was said."""

from difflib import SequenceMatcher


def edited_share(sentence: str, said: str) -> float:
    """Share of the sentence's letters that are no longer there, in order; blanks do not count.

    Returns:
        0.0 word for word, 1.0 nothing left; rounded to three places.
    """
    wanted, found = "".join(sentence.split()), "".join(said.split())
    if not wanted:
        return 0.0
    if wanted in found:
        return 0.0
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    kept = sum(block.size for block in blocks if block.size > 1)
    return round(1 - kept / len(wanted), 3)
