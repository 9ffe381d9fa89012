#!/usr/bin/env python3
"""The usual way to load a folder of agreements: PyYAML with libyaml, sqlite3, one transaction.

    tests/performance/usual_way.py REGISTRY DATABASE

It checks nothing, derives nothing and makes no full-text index: what is left when the facts of the files are
put into tables. It is what `kumppani load` is measured against in docs/performance.md.
"""

import pathlib
import sqlite3
import sys

import yaml

TABLES = """
CREATE TABLE agreement (id TEXT PRIMARY KEY, title TEXT, purpose TEXT, starts TEXT, ends TEXT);
CREATE TABLE supersession (agreement TEXT, predecessor TEXT);
CREATE TABLE theme (agreement TEXT, id TEXT, name TEXT);
CREATE TABLE work_group (agreement TEXT, id TEXT, name TEXT, chair TEXT);
CREATE TABLE group_region (agreement TEXT, work_group TEXT, region TEXT);
CREATE TABLE group_member (agreement TEXT, work_group TEXT, organisation TEXT);
CREATE TABLE duty (agreement TEXT, work_group TEXT, position INTEGER, id TEXT, text TEXT, theme TEXT, every TEXT);
CREATE TABLE duty_responsible (agreement TEXT, work_group TEXT, position INTEGER, organisation TEXT);
CREATE TABLE signatory (agreement TEXT, organisation TEXT, name TEXT, business_id TEXT, kind TEXT,
                        municipality TEXT, signed TEXT, role TEXT, email TEXT);
CREATE TABLE signatory_region (agreement TEXT, organisation TEXT, region TEXT);
CREATE TABLE event (agreement TEXT, date TEXT, title TEXT, place TEXT, kind TEXT, public INTEGER);
"""

INDEXES = """
CREATE INDEX signatory_organisation ON signatory (organisation);
CREATE INDEX member_organisation ON group_member (organisation);
CREATE INDEX responsible_organisation ON duty_responsible (organisation);
CREATE INDEX duty_group ON duty (agreement, work_group);
"""


def insert(database, table, rows):
    if rows:
        marks = ",".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def load(database, agreement):
    own = agreement["id"]
    term = agreement["term"]
    insert(database, "agreement", [(own, agreement["title"], agreement.get("purpose"), str(term["starts"]), str(term["ends"]))])
    insert(database, "supersession", [(own, other) for other in agreement.get("supersedes", [])])
    insert(database, "theme", [(own, theme["id"], theme["name"]) for theme in agreement.get("themes", [])])
    groups, regions, members, duties, responsible = [], [], [], [], []
    for group in agreement.get("groups", []):
        groups.append((own, group["id"], group["name"], group.get("chair")))
        regions += [(own, group["id"], region) for region in group["regions"]]
        members += [(own, group["id"], member) for member in group.get("members", [])]
        for position, duty in enumerate(group.get("duties", []), 1):
            duties.append((own, group["id"], position, duty.get("id"), duty["text"], duty.get("theme"), duty.get("every")))
            responsible += [(own, group["id"], position, one) for one in duty.get("responsible", [])]
    insert(database, "work_group", groups)
    insert(database, "group_region", regions)
    insert(database, "group_member", members)
    insert(database, "duty", duties)
    insert(database, "duty_responsible", responsible)
    signatories, regions = [], []
    for one in agreement.get("signatories", []):
        contact = one.get("contact", {})
        signatories.append((own, one["organisation"], one["name"], one.get("business_id"), one["kind"],
                            one.get("municipality"), str(one.get("signed")), contact.get("role"), contact.get("email")))
        regions += [(own, one["organisation"], region) for region in one["regions"]]
    insert(database, "signatory", signatories)
    insert(database, "signatory_region", regions)
    insert(database, "event", [(own, str(event["date"]), event["title"], event.get("place"), event["kind"], event.get("public"))
                               for event in agreement.get("events", [])])


def main():
    folder, target = sys.argv[1:]
    database = sqlite3.connect(target)
    database.executescript(TABLES)
    with database:
        for path in sorted(pathlib.Path(folder, "agreements").rglob("*.yaml")):
            with open(path, "rb") as file:
                load(database, yaml.load(file, Loader=yaml.CSafeLoader))
        for statement in INDEXES.split(";"):
            database.execute(statement)


main()
