// Brings the changes between two schemas to one form, "SEVERITY KIND coordinate": graphql-js names
// what a change is about only in its sentence, ours has the coordinate as a member of its own.
const sentences = [
  /^(?:Standard scalar|Enum value|Directive|(?:A required |An optional )?(?:[Ff]ield|[Aa]rgument)) (\S+) /,
  /^Repeatable flag was removed from (\S+)\.$/,
  /^\S+ was (?:removed from|added to) union type (\S+)\.$/,
  /^\S+ was removed from (@\S+)\.$/,
  /^\S+ added to interfaces implemented by (\S+)\.$/,
  /^(\S+) /,
];

function coordinate(description) {
  return sentences.map((sentence) => sentence.exec(description)).find(Boolean)[1];
}

export const changesOf = (changes) =>
  changes.map(({severity, kind, coordinate: given, description}) =>
                `${severity} ${kind} ${given ?? coordinate(description)}`);
