// A country: what it supplies and receives (change the country's id)
MATCH passes = (:Country {id: 'PRK'})-[:SUPPLIES|RECEIVES]->(:Resource)
RETURN passes
