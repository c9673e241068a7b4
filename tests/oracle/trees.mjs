// Finds nodes of a graphql-js tree together with the places they stand in, so that they can be
// taken out or replaced.
import {Kind} from 'graphql';

export const copy = (node) => structuredClone(node);
export const name = (value) => ({kind: Kind.NAME, value});
export const namedType = (value) => ({kind: Kind.NAMED_TYPE, name: name(value)});

// Every node for which `wanted(node, place)` holds, in the order of the text. A place has the
// `node`, its `parent`, the `key` in it, the `list` if it stands in one, and `set(other)`.
export function nodesOf(tree, wanted) {
  const found = [];
  const walk = (node, place) => {
    if (place && wanted(node, place)) found.push(place);
    for (const [key, child] of Object.entries(node)) {
      if (Array.isArray(child)) {
        child.forEach((item, index) => {
          if (typeof item?.kind === 'string') {
            walk(item, {
              node: item,
              parent: node,
              key,
              list: child,
              set: (other) => {
                child[index] = other;
              }
            });
          }
        });
      } else if (typeof child?.kind === 'string') {
        walk(child, {
          node: child,
          parent: node,
          key,
          set: (other) => {
            node[key] = other;
          }
        });
      }
    }
  };
  walk(tree, undefined);
  return found;
}

// Needs a place in a list.
export const remove = ({list, node}) => list.splice(list.indexOf(node), 1);
