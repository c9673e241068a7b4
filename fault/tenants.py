"""Two tenants whose rows are known, and what each client of theirs must be answered.

All that a tenant stores has its name in it, so that an answer with the name of the other tenant is
a leak, whatever was asked. Rows called `fixed` never change: what is answered of them is compared
whole, so that a row that is missing shows as well.
"""

import asyncio
import json
from dataclasses import dataclass

from client import DONE, LOST, PATIENCE_SECONDS, Client
from postgresql import difference

FIXED = 12
# Who is cut off, or waits too long, asks again; this is counted, and is no leak.
TRANSIENT = frozenset({"UNAVAILABLE", "UNKNOWN_OUTCOME", "TIMEOUT"})
# A streamed answer, too, of which a part was there when its session ended.
CUT_OFF = TRANSIENT | {LOST}


@dataclass(frozen=True)
class Tenant:
    name: str
    prefix: str  # of the ids of its rows

    @property
    def id(self):
        return f"{self.prefix}-0000-4000-8000-000000000000"

    def row_id(self, kind, number):
        return f"{self.prefix}-{kind:04x}-4000-8000-{number:012x}"

    def note(self, number):
        # Not all of it is in LATIN1.
        return {"id": self.row_id(1, number), "identifier": f"fixed-{self.name}-{number:02}",
                "title": f"{self.name} note {number}: é€"}

    def comments(self, number):
        return [f"{self.name} comment {number:02}.{which}" for which in (1, 2)]

    def stray(self, number):
        """A comment of this tenant on a note of the other."""
        return f"{self.name} comment {number:02}.9 on a note of another"


AMBER = Tenant("amber", "aaaaaaaa")
COBALT = Tenant("cobalt", "bbbbbbbb")


def rows_of(tenant, other, clients):
    """The SQL that stores them: as the owner does, past the policies."""
    notes, comments, broken = [], [], []
    for number in range(1, FIXED + 1):
        notes.append(tenant.note(number))
        for which, text in enumerate(tenant.comments(number)):
            comments.append((tenant.row_id(2, 10 * number + which), tenant.row_id(1, number), text))
        comments.append((tenant.row_id(2, 10 * number + 9), other.row_id(1, number),
                         tenant.stray(number)))
        broken.append((tenant.row_id(4, number), f"{tenant.name} broken {number}"))
    for number in range(clients):
        notes.append({"id": tenant.row_id(3, number), "identifier": f"own-{tenant.name}-{number}",
                      "title": f"{tenant.name} of its own"})
    values = ",".join(f"('{note['id']}','{note['identifier']}','{tenant.id}','{note['title']}')"
                      for note in notes)
    stored = ",".join(
        f"('{key}','{note}','{tenant.id}',"
        f"'{json.dumps({'id': key, 'note_id': note, 'text': text})}')"
        for key, note, text in comments)
    unreadable = ",".join(f"('{key}','{tenant.id}','{json.dumps({'id': key, 'title': title})}')"
                          for key, title in broken)
    return (f"insert into tb_note (id, identifier, tenant_id, title) values {values};"
            f"insert into tv_comment (id, note_id, tenant_id, data) values {stored};"
            f"insert into tv_broken (id, tenant_id, data) values {unreadable};"
            "select fn_sync_tv_note(array(select id from tb_note))")


class Record:
    """What all clients found together."""

    def __init__(self):
        self.faults, self.asked, self.again = [], 0, 0
        self.usual = {}  # what a session has before anything was left in it

    def fault(self, text):
        self.faults.append(text)
        if len(self.faults) <= 10:
            print(f"  FAULT {text[:1000]}", flush=True)


LIST = """query { notes(where: {identifier: {startsWith: "fixed-"}}, limit: 50) {
  id identifier title comments { text note { title } } commentPages { totalCount } } }"""
PAGES = """query { notePages(where: {identifier: {startsWith: "fixed-"}}, first: 50) {
  totalCount edges { node { title commentPages(first: 5) { edges { node { text } } } } } } }"""
COMMENTS = "query { comments(limit: 100) { text note { title } } }"
VIEWS = """query { views(where: {identifier: {startsWith: "fixed-"}}) { title } }"""
STREAMED = """query { streamed(where: {identifier: {startsWith: "fixed-"}}, limit: 1000) {
  id identifier title } }"""
AGGREGATES = """query {
  all: notesAggregate(where: {identifier: {startsWith: "fixed-"}}) {
    count countDistinct { title } min { title } max { title } }
  each: notesAggregate(where: {identifier: {startsWith: "fixed-"}}, groupBy: [{title: VALUE}],
      limit: 50) { group { title } count }
  notes(where: {identifier: {startsWith: "fixed-"}, commentsAggregate: {count: {eq: 2}}},
      limit: 50) { title commentsAggregate { count max { text } } } }"""
# What stands behind a function is told again who asks; what a failure aborted is asked again.
BEHIND_A_CALL = """query($other: String!, $id: ID!) {
  leaveReading(input: {what: "tenant", other: $other})
  notes(where: {identifier: {startsWith: "fixed-"}}, limit: 50) { title }
  note(id: $id) { title } state { tenant role } }"""
STREAMED_BEHIND_A_CALL = """query($what: String!, $other: String!) {
  leaveReading(input: {what: $what, other: $other})
  streamed(where: {identifier: {startsWith: "fixed-"}}, limit: 1000) { title } }"""
BEHIND_A_FAILURE = """query($id: ID!) {
  fails notes(where: {identifier: {startsWith: "fixed-"}}, limit: 50) { title }
  note(id: $id) { title } }"""
ROLE_BEHIND_A_CALL = """query {
  leaveReading(input: {what: "role by set_config", other: ""}) state { tenant role } }"""
KEYED = "mutation { stateWriting { tenant role } }"
RELATED = """query($text: String!) {
  notes(where: {comments: {some: {text: {startsWith: $text}}}}, limit: 50) { title } }"""
STATE = "query { state { tenant role left } }"
STATE_WRITING = "mutation { stateWriting { tenant role left } }"
CREATE = """mutation($title: String!) {
  createNote(input: {title: $title}) { id title comments { text } } }"""
RENAME = """mutation($id: ID!, $title: String!) {
  renameNote(input: {id: $id, title: $title}) { title } }"""
NOTE = "query($id: ID!) { note(id: $id) { title } }"


class Member:
    """A client of a tenant, or of none (`tenant` is None); it asks and looks at what it gets."""

    def __init__(self, record, port, number, tenant, *, token=None, role="serving", writes=True):
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self._client, self._record, self._number = Client(port, headers), record, number
        self._tenant, self._role, self._writes = tenant, role, writes
        self._others = [one for one in (AMBER, COBALT) if one is not tenant]
        self._name = tenant.name if tenant else "nobody"
        self.reads = 0  # root fields of look_up, lists, comments and aggregates
        self.asks = [self.lists, self.pages, self.comments, self.views, self.related,
                     self.look_ups, self.state, self.state_writing, self.creates, self.renames,
                     self.streamed, self.aggregates, self.behind_a_call, self.behind_failures,
                     self.keyed]

    def close(self):
        self._client.close()

    async def ask(self, query, variables=None, may_fail=(), transient=TRANSIENT, headers=None):
        """The data of the answer, or the code of its error. What is cut off is asked again."""
        answer = await self._answer(query, variables, transient, headers)
        if answer.outcome != DONE and answer.outcome not in may_fail:
            self._fault(query, f"{answer.outcome} {answer.text}")
        return answer.data if answer.outcome == DONE else answer.outcome

    async def _answer(self, query, variables, transient, headers=None):
        deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while True:
            answer = await self._client.ask(query, variables, headers)
            self._record.asked += 1
            self._look_for_others(query, answer)
            # Of several root fields each may have been cut off.
            codes = {one.get("extensions", {}).get("code") for one in answer.errors}
            if answer.outcome not in transient and not codes & transient:
                return answer
            self._record.again += 1
            if asyncio.get_running_loop().time() > deadline:
                return answer
            await asyncio.sleep(0.05)

    def _look_for_others(self, query, answer):
        for other in self._others:
            if other.name in answer.text:
                self._fault(query, f"there is a LEAK of {other.name}: {answer.text}")

    def _fault(self, query, what):
        what = f"to {query} {what}" if query else what
        self._record.fault(f"{self._name} {self._number} ({self._role}): {what}")

    def _compare(self, query, got, right):
        if isinstance(got, dict) and got != right:
            self._fault("", difference(query, got, right))

    def _fixed(self):
        return [self._tenant.note(number) for number in range(1, FIXED + 1)] if self._tenant else []

    def _comments(self, number):
        return self._tenant.comments(number)

    async def look_up(self, number):
        """A row of each tenant, by a question that all clients ask alike."""
        async def of(tenant):
            note = tenant.note(number)
            right = {"title": note["title"]} if tenant is self._tenant else None
            self.reads += 1
            self._compare(NOTE, await self.ask(NOTE, {"id": note["id"]}), {"note": right})

        await asyncio.gather(of(AMBER), of(COBALT))

    async def lists(self):
        self.reads += 1
        right = [note | {"comments": [{"text": text, "note": {"title": note["title"]}}
                                      for text in self._comments(number)],
                         "commentPages": {"totalCount": 2}}
                 for number, note in enumerate(self._fixed(), 1)]
        self._compare(LIST, await self.ask(LIST), {"notes": right})

    async def pages(self):
        nodes = [{"title": note["title"], "commentPages": {"edges": [
            {"node": {"text": text}} for text in self._comments(number)]}}
                 for number, note in enumerate(self._fixed(), 1)]
        self._compare(PAGES, await self.ask(PAGES), {"notePages": {
            "totalCount": len(nodes), "edges": [{"node": node} for node in nodes]}})

    async def comments(self):
        self.reads += 1
        right = []
        for number, note in enumerate(self._fixed(), 1):
            right += [{"text": text, "note": {"title": note["title"]}}
                      for text in self._comments(number)]
            right.append({"text": self._tenant.stray(number), "note": None})
        self._compare(COMMENTS, await self.ask(COMMENTS), {"comments": right})

    async def views(self):
        right = [{"title": note["title"]} for note in self._fixed()]
        self._compare(VIEWS, await self.ask(VIEWS), {"views": right})

    def _titles(self):
        return [{"title": note["title"]} for note in self._fixed()]

    async def streamed(self):
        """In pieces, where the server is told that little is much."""
        got = await self.ask(STREAMED, transient=CUT_OFF)
        self._compare(STREAMED, got, {"streamed": self._fixed()})

    async def aggregates(self):
        self.reads += 3
        titles = sorted(one["title"] for one in self._titles())
        each = [{"group": {"title": title}, "count": 1} for title in titles]
        all_of_them = {"count": len(titles), "countDistinct": {"title": len(titles)},
                       "min": {"title": titles[0] if titles else None},
                       "max": {"title": titles[-1] if titles else None}}
        notes = [{"title": note["title"], "commentsAggregate": [
            {"count": 2, "max": {"text": self._comments(number)[-1]}}]}
                 for number, note in enumerate(self._fixed(), 1)]
        self._compare(AGGREGATES, await self.ask(AGGREGATES),
                      {"all": [all_of_them], "each": each, "notes": notes})

    async def behind_a_call(self):
        """Functions take another tenant, or another role, in front of what the request reads."""
        asked = [(one, one.row_id(1, 1)) for one in (AMBER, COBALT)]
        state = {"tenant": self._tenant.id if self._tenant else "", "role": self._role}
        for other, key in asked:
            right = {"leaveReading": True, "notes": self._titles(), "state": state,
                     "note": self._titles()[0] if other is self._tenant else None}
            self._compare(BEHIND_A_CALL, await self.ask(
                BEHIND_A_CALL, {"other": other.id, "id": key}), right)
            for what in ("tenant", "own setting"):
                self._compare(STREAMED_BEHIND_A_CALL, await self.ask(
                    STREAMED_BEHIND_A_CALL, {"what": what, "other": other.id}, transient=CUT_OFF),
                              {"leaveReading": True, "streamed": self._titles()})
        if self._tenant and self._role != "serving":
            self._compare(ROLE_BEHIND_A_CALL, await self.ask(ROLE_BEHIND_A_CALL),
                          {"leaveReading": True, "state": state})

    async def behind_failures(self):
        """What an error of one field aborted is asked for again, by the same client."""
        for other in (AMBER, COBALT):
            is_own = other is self._tenant
            fields, right = ["broken0: broken(id: \"%s\") { title }" % other.row_id(4, 1)], {}
            right["broken0"] = None
            for number in range(1, FIXED + 1):
                note = other.note(number)
                fields.append(f'note{number}: note(id: "{note["id"]}") {{ title }}')
                right[f"note{number}"] = {"title": note["title"]} if is_own else None
            await self._ask_partly("query { " + " ".join(fields) + " }", None, right)
            # As many of one statement as are sent as one, which fails as a whole.
            fields = [f'broken{number}: broken(id: "{other.row_id(4, number)}") {{ title }}'
                      for number in range(1, FIXED + 1)]
            await self._ask_partly("query { " + " ".join(fields) + " }", None,
                                   {f"broken{number}": None for number in range(1, FIXED + 1)})
            await self._ask_partly(BEHIND_A_FAILURE, {"id": other.row_id(1, 1)}, {
                "fails": None, "notes": self._titles(),
                "note": self._titles()[0] if is_own else None})

    async def _ask_partly(self, query, variables, right):
        """Some fields may have failed; their errors are of no interest."""
        answer = await self._answer(query, variables, TRANSIENT)
        if answer.data is None:
            self._fault(query, f"{answer.outcome} {answer.text}")
        self._compare(query, answer.data, right)

    async def keyed(self):
        """All clients have the same key, and each what was kept for it."""
        got = await self.ask(KEYED, headers={"idempotency-key": f"of-a-{self._role}"})
        self._compare(KEYED, got, {"stateWriting": {
            "tenant": self._tenant.id if self._tenant else "", "role": self._role}})

    async def related(self):
        """A filter sees no more than the client: comments of others on its notes match nothing."""
        for tenant in (AMBER, COBALT):
            notes = self._fixed() if tenant is self._tenant else []
            # Not the whole name: an error would repeat it.
            got = await self.ask(RELATED, {"text": tenant.name[:4]})
            self._compare(RELATED, got, {"notes": [{"title": note["title"]} for note in notes]})

    async def look_ups(self):
        """As many at once as a request may have, of both tenants, by id and identifier."""
        fields, right = [], {}
        for number in range(1, 6):
            for tenant in (AMBER, COBALT):
                note = tenant.note(number)
                for field, by in (("note", "id"), ("view", "identifier")):
                    alias = f"{field}{number}{tenant.prefix}"
                    fields.append(f'{alias}: {field}({by}: "{note[by]}") {{ title }}')
                    right[alias] = {"title": note["title"]} if tenant is self._tenant else None
        query = "query { " + " ".join(fields) + " }"
        self._compare(query, await self.ask(query), right)

    async def state(self):
        self._compare_state(STATE, "state", await self.ask(STATE))

    async def state_writing(self):
        self._compare_state(STATE_WRITING, "stateWriting", await self.ask(STATE_WRITING))

    def _compare_state(self, query, name, got):
        if not isinstance(got, dict):
            return
        state = got[name]
        usual = self._record.usual.setdefault(name, state["left"])
        right = {"tenant": self._tenant.id if self._tenant else "", "role": self._role,
                 "left": usual}
        self._compare(query, state | {"tenant": state["tenant"] or ""}, right)

    async def creates(self):
        title = f"{self._name} {self._number} is new"
        refusals = () if self._writes else ("FORBIDDEN", "BAD_USER_INPUT")
        got = await self.ask(CREATE, {"title": title}, refusals)
        if not self._writes:
            if isinstance(got, dict):
                self._fault(CREATE, "it may not write, but did")
            return
        if isinstance(got, dict):
            created = got["createNote"]
            self._compare(CREATE, {"title": created["title"], "comments": created["comments"]},
                          {"title": title, "comments": []})
            self._compare(NOTE, await self.ask(NOTE, {"id": created["id"]}),
                          {"note": {"title": title}})

    async def renames(self):
        """A note of its own, and one of each other tenant, which is not there for it."""
        for other in self._others:
            variables = {"id": other.row_id(1, 1), "title": f"{self._name} was here"}
            got = await self.ask(RENAME, variables, () if self._writes else ("FORBIDDEN",))
            self._compare(RENAME, got, {"renameNote": None})
        if self._tenant and self._writes:
            variables = {"id": self._tenant.row_id(3, self._number),
                         "title": f"{self._name} {self._number} renamed"}
            got = await self.ask(RENAME, variables)
            self._compare(RENAME, got, {"renameNote": {"title": variables["title"]}})
            self._compare(NOTE, await self.ask(NOTE, {"id": variables["id"]}),
                          {"note": {"title": variables["title"]}})
