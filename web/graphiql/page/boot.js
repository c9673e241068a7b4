// Puts GraphiQL on the page. It asks at the path that the page itself came from, so that a
// proxy may serve it below a prefix.
"use strict";

const endpoint = location.pathname;

async function ask(operation, options) {
  const answered = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json",
      ...options?.headers,
    },
    body: JSON.stringify(operation),
  });
  if (/json/.test(answered.headers.get("content-type"))) return answered.json();
  throw new Error(`${answered.status} ${answered.statusText}: ${await answered.text()}`);
}

// What GraphiQL keeps of an earlier visit; the docs are open until somebody closes them.
const kept = (name) => localStorage.getItem(`graphiql:${name}`);

async function boot() {
  const element = React.createElement;
  const properties = { fetcher: ask, schemaDescription: true, inputValueDeprecation: true };
  if (kept("visiblePlugin") === null) properties.visiblePlugin = "Documentation Explorer";
  if (kept("tabState") === null) properties.defaultQuery = await makeFirstQuery(ask);
  const icon = document.querySelector("link[rel=icon]").href;
  const logo = element(
    GraphiQL.Logo,
    null,
    element(
      "span",
      { className: "fraiseql-logo" },
      element("img", { src: icon, alt: "" }),
      element("span", null, "FraiseQL"),
    ),
  );
  document.title = `GraphiQL - ${location.host}`;
  ReactDOM.createRoot(document.getElementById("graphiql")).render(
    element(GraphiQL, properties, logo),
  );
}

boot();
