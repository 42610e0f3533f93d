// Resources: what belongs under one (change the resource's id)
MATCH below = (:Resource)-[:KIND_OF*1..]->(:Resource {id: 'military'})
RETURN below
