"""Whatever comes in at a door: what was asked for, or a clear word; nothing is changed by what was refused."""
