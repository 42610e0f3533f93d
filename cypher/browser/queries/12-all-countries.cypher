// Countries: all that the graph knows, present and former
MATCH (n:Country) RETURN n
