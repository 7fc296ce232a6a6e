"""How what agents ask finds its way: levels, deadlines, promotions."""
