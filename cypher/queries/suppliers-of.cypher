// title: A country's suppliers of a resource, with their shares
// description: Who supplies a country with a resource or its kinds, and which part of all that is counted in the same
// description: unit is theirs. Deliveries and trade are told apart, because statistics of trade may count the same
// description: goods again. A share of null: nobody gives a number. Promises and plans are left out.
// param country: country = "PRK" — who receives
// param resource: resource = "oil" — what, with its kinds
// example: country=PRK resource=oil
// pattern: (:Actor)-[:SUPPLIES|EXPORTS_TO]->(:Country), (:Resource)-[:KIND_OF]->(:Resource)
MATCH (kind:Resource)-[:KIND_OF*0..]->(:Resource {id: $resource})
WITH collect(DISTINCT kind.id) AS kinds
MATCH (supplier:Actor)-[edge:SUPPLIES|EXPORTS_TO]->(:Actor {id: $country})
WHERE edge.resource IN kinds AND edge.modality = 'actual'
WITH supplier, edge ORDER BY edge.status
WITH supplier, type(edge) AS how, edge.unit AS unit, sum(edge.quantity_best) AS quantity, sum(edge.facts) AS facts,
     count(edge.quantity_best) AS counted, collect(DISTINCT edge.status) AS statuses
WITH how, unit, sum(quantity) AS total,
     collect({supplier: supplier.name, quantity: quantity, counted: counted, facts: facts, statuses: statuses})
       AS suppliers
UNWIND suppliers AS s
RETURN s.supplier AS supplier, CASE how WHEN 'SUPPLIES' THEN 'deliveries' ELSE 'trade' END AS counted_as,
       CASE WHEN s.counted > 0 THEN s.quantity END AS quantity, unit,
       CASE WHEN s.counted > 0 AND total > 0 THEN round(toFloat(s.quantity) / total, 4) END AS share,
       s.facts AS facts, s.statuses AS statuses
ORDER BY counted_as, unit, share DESC, supplier
