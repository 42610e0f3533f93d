// Lines between actors: of the rows of a page, whose names, kinds and times stand only once, the items of the others.

/** The items of `told`; `columns` are those of the page's table, `isServed` whether lines have sheets of their own. */
function lineItems(told, columns, isServed) {
  return told.rows.map(([id, start, end, kindAt, spanAt, facts, valence, resource, thing = "", number = "", best]) => {
    const [kind, span] = [told.kinds[kindAt], told.spans[spanAt]];
    const [[startId, startName], [endId, endName]] = [told.names[start], told.names[end]];
    const count = facts.toLocaleString("en");
    const cells = {
      who: startName, does: kind.does, what: thing, "to whom": endName, number, facts: count, when: span.when,
      dimension: kind.dimension, status: kind.status + (kind.modality === "actual" ? "" : `, ${kind.modality}`),
    };
    const values = { facts, when: span.first, number: best };
    const sort = {};
    columns.forEach((name, place) => { if (values[name]) sort[place] = values[name]; });
    const item = {
      id, sort, cells: columns.map((name) => cells[name]), title: `${startName} ${kind.symmetric ? "↔" : "→"} ${endName}`,
      notes: [`${kind.does} ${thing}`.trim(), number, `${count} fact${facts === 1 ? "" : "s"}`, span.when].filter(Boolean).join(" · "),
      status: kind.status, dimension: kind.dimension, relations: kind.relations, method: kind.method, time: span.time,
      csv: [startId, kind.relations.join(" "), resource, endId, facts, kind.dimension, kind.status, kind.method, valence, span.first, span.last],
    };
    if (isServed) item.href = `/views/dyad/${encodeURIComponent(startId)}/${encodeURIComponent(endId)}`;
    return item;
  });
}
