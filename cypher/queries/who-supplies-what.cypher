// title: Who supplies what to whom
// description: One row for each supplier, recipient, thing, modality and unit, trade included. Numbers are sums of
// description: flows and the newest of stocks, never across units; the status is "disputed" as soon as one fact behind
// description: it is.
// param country: country = null — only what this country gives or gets
// param resource: resource = null — only this resource and its kinds
// param limit: integer = 200 — rows at most
// example: country="North Korea" resource=weapons
// pattern: (:Actor)-[:SUPPLIES|EXPORTS_TO]->(:Actor)
MATCH (supplier:Actor)-[edge:SUPPLIES|EXPORTS_TO]->(recipient:Actor)
WHERE $country IS NULL OR supplier.id = $country OR recipient.id = $country
OPTIONAL MATCH (resource:Resource {id: edge.resource})
WITH supplier, edge, recipient, resource
WHERE $resource IS NULL OR EXISTS { (resource)-[:KIND_OF*0..]->(:Resource {id: $resource}) }
RETURN supplier.name AS supplier, recipient.name AS recipient, resource.name AS resource, edge.modality AS modality,
       edge.quantity_low AS quantity_low, edge.quantity_best AS quantity, edge.quantity_high AS quantity_high,
       edge.unit AS unit, edge.facts AS facts, edge.status AS status, edge.since AS since, edge.until AS until
ORDER BY facts DESC, supplier, recipient, resource, modality, unit
LIMIT $limit
