-- The index of a registry: what its YAML files say, as tables.
--
-- The files are the truth. This database is made from them, can be deleted at any time and is then made
-- again; whatever is written into it by hand is lost. A digest of its bytes stands after the last page, where
-- SQLite does not look: a file that does not agree with it is made anew.
--
-- It can be read with SQLite 3.38 or later.
--
-- How to read it:
-- * An id is the id that the files use. It has the same name in every table and view, so that USING joins them.
-- * Of what there is very much, the rows are kept in a table whose name ends in _row, with numbers (_key) in
--   place of ids, and the view without that ending shows them with the ids: read signatory, not signatory_row.
--   The numbers are of this file alone; another index of the same files may have others.
-- * A date is kept as it was given: a year, a month or a day ('2014', '2014-01', '2014-01-15'). A column whose
--   name ends in _on is always a whole day, and derived where the comment says so: a start or another fact
--   counts from its first day, an end to its last day. The CHECKs complete a date, let SQLite read it, and
--   compare it with what was given.
-- * A period is from_on to to_on, both included: WHERE '2015-05-01' BETWEEN from_on AND to_on. Since ever is
--   '0001-01-01', and '9999-12-31' stands where nothing that is known ends it.
-- * A text that may stand in several languages is the Finnish text; beside it <column>_texts is a JSON object
--   of the translations by language, NULL when there is none: COALESCE(title_texts ->> 'sv', title).
-- * position is the place in the list of the file, from 1.
-- * What follows from the facts is derived by the program, for all days at once: agreement_period,
--   agreement_end, signatory_period and group_seat.
-- * NULL means that the file says nothing, unless the comment tells more.
-- * Only links within one file are foreign keys. A predecessor, a main agreement, a chair, a member, a
--   responsible, a theme or a successor may name what is not there: validation complains, the index keeps it.

-- One row for every file that was looked at: it tells the next load which files have changed.
CREATE TABLE source_file (
    path TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL CHECK (size >= 0),
    -- Nanoseconds since 1970; 0 when the time cannot be trusted and the content must be looked at.
    modified_ns INTEGER NOT NULL,
    -- The change time of the file, which cannot be set by hand, in the same unit; 0 where the system has none.
    changed_ns INTEGER NOT NULL,
    -- The number of the file in its file system; 0 where it has none.
    inode INTEGER NOT NULL,
    -- SHA-256 of the bytes.
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    -- What its rows are; NULL as long as no version of the file was ever good.
    kind TEXT CHECK (kind IN ('agreement', 'organisations', 'settings')),
    -- A refused file has an error; its last good version, if there was one, stays in the other tables.
    state TEXT NOT NULL CHECK (state IN ('loaded', 'refused')),
    -- The first error of a refused file, and how many there are; NULL in a loaded one.
    refusal_line INTEGER,
    refusal_code TEXT,
    refusal_message_en TEXT,
    refusal_message_fi TEXT,
    refusal_errors INTEGER,
    CHECK ((state = 'refused') = (refusal_code IS NOT NULL))
) STRICT;

-- The examples of `kumppani init` that are still in the files, and that their files do not accept: what leaves the
-- house is not made of them.
CREATE TABLE placeholder (
    file TEXT NOT NULL REFERENCES source_file (path) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    -- Which field has which example.
    message_en TEXT NOT NULL,
    message_fi TEXT NOT NULL,
    PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;

-- The network as registry.yaml defines it, or the default: one row, a JSON object. The index of another network
-- is made from nothing.
CREATE TABLE network (
    definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT;

-- The regions in the network's own order: a list to join and to sort by.
CREATE TABLE region (
    -- Its id, which agreements write.
    region TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    -- Its name for people.
    name TEXT NOT NULL,
    name_texts TEXT CHECK (name_texts IS NULL OR json_valid(name_texts))
) STRICT;

-- What registry.yaml says of the registry itself; a setting that it does not name has no row.
CREATE TABLE registry_setting (
    setting TEXT NOT NULL PRIMARY KEY CHECK (
        setting IN ('name', 'language', 'url', 'sender_name', 'sender_role', 'sender_email')
    ),
    value TEXT NOT NULL
) STRICT;

-- The ids of organisations, each with the number that stands for it in this index; one that no file names any
-- more may stay.
CREATE TABLE organisation_key (
    organisation_key INTEGER NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL UNIQUE
) STRICT;

-- What organisations.yaml records of an organisation; most organisations have no row here, for a
-- signatory needs none.
CREATE TABLE organisation (
    organisation_key INTEGER NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL REFERENCES source_file (path) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- NULL: it exists.
    ceased TEXT CHECK (ceased IS substr(date(substr(ceased || '-01-01', 1, 10)), 1, length(ceased))),
    -- Derived: the last day of its existence.
    ceased_on TEXT CHECK (ceased_on IS date(ceased_on))
) STRICT;

-- Names that an organisation had.
CREATE TABLE organisation_former_name (
    organisation_id TEXT NOT NULL REFERENCES organisation (organisation_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- The last day of the name; NULL when it is not known.
    until TEXT CHECK (until IS substr(date(substr(until || '-01-01', 1, 10)), 1, length(until))),
    PRIMARY KEY (organisation_id, position)
) STRICT, WITHOUT ROWID;

-- Who took over when an organisation ceased: one, several with a scope each, or several into one.
CREATE TABLE organisation_succession (
    organisation_id TEXT NOT NULL REFERENCES organisation (organisation_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    successor_id TEXT NOT NULL,
    -- What passed to the successor; NULL when the file does not say.
    scope TEXT,
    PRIMARY KEY (organisation_id, position)
) STRICT, WITHOUT ROWID;

-- One row for every agreement: its facts, and the days that decide its status.
CREATE TABLE agreement (
    agreement_key INTEGER NOT NULL PRIMARY KEY,
    agreement_id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL REFERENCES source_file (path) ON DELETE CASCADE,
    title TEXT NOT NULL,
    title_texts TEXT CHECK (title_texts IS NULL OR json_valid(title_texts)),
    -- Its case number in the records of the authority that keeps it; NULL: none on record.
    record TEXT,
    purpose TEXT,
    purpose_texts TEXT CHECK (purpose_texts IS NULL OR json_valid(purpose_texts)),
    -- The main agreement of a sub-agreement; NULL for an agreement that stands alone.
    part_of TEXT,
    starts TEXT NOT NULL CHECK (starts IS substr(date(substr(starts || '-01-01', 1, 10)), 1, length(starts))),
    -- The end by the agreement's own text; NULL: open-ended.
    ends TEXT CHECK (ends IS substr(date(substr(ends || '-01-01', 1, 10)), 1, length(ends))),
    notice_months INTEGER CHECK (notice_months >= 0),
    -- How long a notice runs, as the file has it, such as 30 days; NULL: not said.
    notice TEXT,
    -- By how many months the term continues by itself each time; NULL: it ends.
    continues_by_months INTEGER CHECK (continues_by_months > 0),
    -- How long before the end a notice prevents that, where it is said.
    unless_notice TEXT,
    review_months INTEGER CHECK (review_months >= 0),
    entry_rule TEXT NOT NULL CHECK (entry_rule IN ('start-date', 'all-signed', 'signed-at-least')),
    -- How many must have signed under the rule signed-at-least; NULL under the other rules.
    signed_at_least INTEGER CHECK ((signed_at_least IS NOT NULL) = (entry_rule = 'signed-at-least')),
    -- When signing began; NULL: not yet opened.
    opened TEXT CHECK (opened IS substr(date(substr(opened || '-01-01', 1, 10)), 1, length(opened))),
    -- The digest of the text that was frozen then.
    opened_text TEXT CHECK ((opened_text IS NULL) = (opened IS NULL)),
    -- By when those sign who are in it from the beginning; NULL: not said.
    sign_by TEXT CHECK (sign_by IS substr(date(substr(sign_by || '-01-01', 1, 10)), 1, length(sign_by))),
    -- From when it binds nobody because notice was given; NULL: no notice.
    terminated TEXT
        CHECK (terminated IS substr(date(substr(terminated || '-01-01', 1, 10)), 1, length(terminated))),
    termination_reason TEXT,
    declared_signatories INTEGER CHECK (declared_signatories >= 0),
    source TEXT,
    -- Derived: the first day of the term.
    starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on)),
    -- Derived: opened, or the first signature; NULL: neither.
    signing_on TEXT CHECK (signing_on IS date(signing_on)),
    -- Derived: the day when the rule of entry was first met; NULL: not met.
    rule_met_on TEXT CHECK (rule_met_on IS date(rule_met_on)),
    -- Derived: the last day of the term with its extensions, before it continues; NULL: open-ended.
    ends_on TEXT CHECK (ends_on IS date(ends_on)),
    -- Derived: the first day of terminated.
    terminated_on TEXT CHECK (terminated_on IS date(terminated_on)),
    -- Derived: the day when an agreement that supersedes it entered into force; NULL: none did.
    superseded_on TEXT CHECK (superseded_on IS date(superseded_on)),
    -- Derived: the day when it entered into force, past or to come; NULL: it has not by what is known.
    entered_on TEXT CHECK (entered_on IS date(entered_on))
) STRICT;

-- Derived: the status of every agreement on every day, without gap or overlap. The status of today is in the
-- row whose days contain it.
CREATE TABLE agreement_period (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (
        status IN ('draft', 'signing', 'upcoming', 'in-force', 'ended', 'superseded', 'terminated')
    ),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on)),
    to_on TEXT NOT NULL CHECK (to_on IS date(to_on)),
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

-- Derived: until when every agreement runs, as it is known on every day: by its term with the extensions
-- decided by then, by a termination, or by a successor whose rule of entry is met by then, whichever comes
-- first. On a day on which nothing ends it there is no row.
CREATE TABLE agreement_end (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- The end as given; the last day before a termination or a supersession.
    ends TEXT NOT NULL CHECK (ends IS substr(date(substr(ends || '-01-01', 1, 10)), 1, length(ends))),
    -- The last day of validity.
    ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on)),
    ended_by TEXT NOT NULL CHECK (ended_by IN ('term', 'termination', 'supersession')),
    -- By when it is decided how the agreement goes on: the end of the term less the notice; NULL
    -- once that is decided.
    decision_deadline_on TEXT CHECK (decision_deadline_on IS date(decision_deadline_on)),
    -- From when an agreement in force is ending soon.
    ending_soon_on TEXT CHECK (ending_soon_on IS date(ending_soon_on)),
    -- To what the end moves by itself unless notice is given by the deadline; NULL: the end is certain.
    continues_to TEXT CHECK (continues_to IS date(continues_to)),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on)),
    to_on TEXT NOT NULL CHECK (to_on IS date(to_on)),
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

-- Which agreements an agreement takes the place of. No foreign key on the predecessor: see above.
CREATE TABLE supersession (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    predecessor_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (agreement_id, predecessor_id)
) STRICT, WITHOUT ROWID;

-- Decisions that moved the end of a term, each with its own record.
CREATE TABLE term_extension (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    until TEXT NOT NULL CHECK (until IS substr(date(substr(until || '-01-01', 1, 10)), 1, length(until))),
    decided TEXT CHECK (decided IS substr(date(substr(decided || '-01-01', 1, 10)), 1, length(decided))),
    decision TEXT,
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

-- The strategies that an agreement commits its signatories to.
CREATE TABLE strategy (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_texts TEXT CHECK (name_texts IS NULL OR json_valid(name_texts)),
    -- Until when it reaches; NULL when the file does not say.
    ends TEXT CHECK (ends IS substr(date(substr(ends || '-01-01', 1, 10)), 1, length(ends))),
    -- Derived: the last day of ends.
    ends_on TEXT CHECK (ends_on IS date(ends_on)),
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

-- The strategic focus areas that duties can carry.
CREATE TABLE theme (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    theme_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_texts TEXT CHECK (name_texts IS NULL OR json_valid(name_texts)),
    PRIMARY KEY (agreement_id, theme_id)
) STRICT, WITHOUT ROWID;

-- The service products whose use and development an agreement covers.
CREATE TABLE product (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    product_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_texts TEXT CHECK (name_texts IS NULL OR json_valid(name_texts)),
    PRIMARY KEY (agreement_id, product_id)
) STRICT, WITHOUT ROWID;

-- The provisions of an agreement in their order: its text in the words of its parties, with variables in braces.
CREATE TABLE provision (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    -- The number under which it is printed.
    position INTEGER NOT NULL,
    -- Keeps the provision recognisable when its heading changes; most have none.
    provision_id TEXT,
    heading TEXT NOT NULL,
    heading_texts TEXT CHECK (heading_texts IS NULL OR json_valid(heading_texts)),
    text TEXT NOT NULL,
    text_texts TEXT CHECK (text_texts IS NULL OR json_valid(text_texts)),
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

-- Areas that work jointly: the rows with the same position. They stay separate areas.
CREATE TABLE cooperation (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    region TEXT NOT NULL REFERENCES region (region),
    PRIMARY KEY (agreement_id, position, region)
) STRICT, WITHOUT ROWID;

-- The groups of the network, as one agreement describes them.
CREATE TABLE agreement_group_row (
    agreement_key INTEGER NOT NULL REFERENCES agreement (agreement_key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    group_id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_texts TEXT CHECK (name_texts IS NULL OR json_valid(name_texts)),
    -- The regions that it works for, one bit each: 1 for the first of the table region, 2 for the second, 4 …
    regions INTEGER NOT NULL,
    -- 1: the file says `all`, and regions has every bit.
    whole_province INTEGER NOT NULL CHECK (whole_province IN (0, 1)),
    -- NULL: it works.
    dissolved TEXT
        CHECK (dissolved IS substr(date(substr(dissolved || '-01-01', 1, 10)), 1, length(dissolved))),
    -- Derived: the last day on which it works.
    works_to_on TEXT NOT NULL CHECK (works_to_on IS date(works_to_on)),
    -- Derived: the agreement in which the group first stands. A group goes on along supersession; rows that
    -- have this and the id in common are one group, and others with the same id are not.
    first_agreement_key INTEGER NOT NULL,
    PRIMARY KEY (agreement_key, position)
) STRICT, WITHOUT ROWID;

-- Derived: the nearest agreements before one, along supersession, that have a group of the same id. It is the
-- same group only where both have the same first agreement.
CREATE TABLE group_predecessor_row (
    agreement_key INTEGER NOT NULL REFERENCES agreement (agreement_key) ON DELETE CASCADE,
    group_position INTEGER NOT NULL,
    predecessor_key INTEGER NOT NULL,
    PRIMARY KEY (agreement_key, group_position, predecessor_key)
) STRICT, WITHOUT ROWID;

-- Who sits in a group, and when. No foreign key on the organisation: see above.
CREATE TABLE group_composition_row (
    agreement_key INTEGER NOT NULL REFERENCES agreement (agreement_key) ON DELETE CASCADE,
    group_position INTEGER NOT NULL,
    -- 0: the chair; 1: a member; 2: another role.
    seat INTEGER NOT NULL CHECK (seat IN (0, 1, 2)),
    position INTEGER NOT NULL,
    organisation_key INTEGER NOT NULL,
    -- What another role is called.
    role TEXT CHECK ((role IS NOT NULL) = (seat = 2)),
    -- From when and until when it sits there, as the file gives it.
    since TEXT CHECK (since IS substr(date(substr(since || '-01-01', 1, 10)), 1, length(since))),
    until TEXT CHECK (until IS substr(date(substr(until || '-01-01', 1, 10)), 1, length(until))),
    -- Whose place it took.
    in_place_of_key INTEGER,
    -- The positions that represent it there; not for everyone.
    representative TEXT,
    substitute TEXT,
    -- Derived: the first and the last day, so that on every day there is one chair at most and each member once.
    -- NULL, to save space where there are very many: since ever, and nothing that is known ends it.
    from_on TEXT CHECK (from_on IS date(from_on)),
    to_on TEXT CHECK (to_on IS date(to_on)),
    PRIMARY KEY (agreement_key, group_position, seat, position)
) STRICT, WITHOUT ROWID;

-- The duties of a group, in the order in which the annex prints them. No foreign key on theme and product:
-- see above.
CREATE TABLE duty_row (
    agreement_key INTEGER NOT NULL REFERENCES agreement (agreement_key) ON DELETE CASCADE,
    group_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    -- Keeps the duty recognisable when its text changes; most duties have none.
    duty_id TEXT,
    text TEXT NOT NULL,
    text_texts TEXT CHECK (text_texts IS NULL OR json_valid(text_texts)),
    theme_id TEXT,
    product_id TEXT,
    -- How often it comes round; NULL beside a NULL due: all through the term.
    every TEXT CHECK (every IN ('year', 'half-year', 'quarter', 'month')),
    -- Derived: 1: it names nobody and is the whole group's.
    is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
    -- By when it is to be done once.
    due TEXT CHECK (due IS substr(date(substr(due || '-01-01', 1, 10)), 1, length(due))),
    -- Derived: from which day it is for everybody: somebody who answers for it has signed; NULL: nobody has.
    published_on TEXT CHECK (published_on IS date(published_on)),
    -- 1: it is to hold a meeting of the group; 0: anything else.
    is_meeting INTEGER NOT NULL CHECK (is_meeting IN (0, 1)),
    PRIMARY KEY (agreement_key, group_position, position),
    CHECK (every IS NULL OR due IS NULL),
    CHECK (every IS NOT NULL OR NOT is_meeting)
) STRICT, WITHOUT ROWID;

-- Whom a duty names as responsible; one without a row here is the whole group's. Who of them is responsible on
-- a day tells the view duty_owner. No foreign key on the organisation: see above.
CREATE TABLE duty_responsible_row (
    agreement_key INTEGER NOT NULL REFERENCES agreement (agreement_key) ON DELETE CASCADE,
    group_position INTEGER NOT NULL,
    duty_position INTEGER NOT NULL,
    organisation_key INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (agreement_key, group_position, duty_position, organisation_key)
) STRICT, WITHOUT ROWID;

-- An organisation in its role in one agreement. No foreign key to organisation: most have no row there.
CREATE TABLE signatory_row (
    agreement_key INTEGER NOT NULL REFERENCES agreement (agreement_key) ON DELETE CASCADE,
    organisation_key INTEGER NOT NULL,
    position INTEGER NOT NULL,
    -- The name as signed.
    name TEXT NOT NULL,
    -- Not unique: one id can cover many units.
    business_id TEXT CHECK (business_id GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9]-[0-9]'),
    -- One of the built-in kinds or of the network's own; NULL: the file does not say.
    kind TEXT,
    municipality TEXT,
    -- The regions that it signs for, one bit each, as in agreement_group_row.
    regions INTEGER NOT NULL,
    -- 1: the file says `all`, and regions has every bit.
    whole_province INTEGER NOT NULL CHECK (whole_province IN (0, 1)),
    -- The units that its signature also binds, as a JSON array; NULL: none.
    units TEXT CHECK (units IS NULL OR json_valid(units)),
    -- NULL: not signed yet.
    signed TEXT CHECK (signed IS substr(date(substr(signed || '-01-01', 1, 10)), 1, length(signed))),
    -- The signer's position, not a person.
    signed_by TEXT,
    -- The organisation's own decision.
    decision TEXT,
    -- The case number of that decision in the organisation's own records.
    record TEXT,
    -- When it joined during the term; NULL: it was in from the beginning.
    joined TEXT CHECK (joined IS substr(date(substr(joined || '-01-01', 1, 10)), 1, length(joined))),
    -- When it refused to sign; NULL: it has not.
    declined TEXT CHECK (declined IS substr(date(substr(declined || '-01-01', 1, 10)), 1, length(declined))),
    -- When it gave notice of leaving; NULL: it has not.
    notice TEXT CHECK (notice IS substr(date(substr(notice || '-01-01', 1, 10)), 1, length(notice))),
    -- From when it is no longer bound; there is no notice without it.
    effective TEXT CHECK (effective IS substr(date(substr(effective || '-01-01', 1, 10)), 1, length(effective))),
    -- How it is reached: the view contact. A copy of the index without that is made by setting the columns that
    -- begin with contact_ to NULL.
    contact_role TEXT,
    contact_email TEXT,
    contact_phone TEXT,
    -- A person's name: internal unless contact_public is 1.
    contact_name TEXT,
    -- NULL: the file names no contact.
    contact_public INTEGER CHECK (contact_public IN (0, 1)),
    PRIMARY KEY (agreement_key, organisation_key),
    CHECK ((notice IS NULL) = (effective IS NULL))
) STRICT, WITHOUT ROWID;

-- Derived: the state of every signatory on every day, without gap or overlap.
CREATE TABLE signatory_period_row (
    agreement_key INTEGER NOT NULL REFERENCES agreement (agreement_key) ON DELETE CASCADE,
    organisation_key INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'signed', 'leaving', 'withdrawn', 'declined')),
    -- 1: its signature binds it while the agreement is in force.
    is_bound INTEGER NOT NULL CHECK (is_bound IN (0, 1)),
    -- 1: it is bound or asked to sign.
    is_party INTEGER NOT NULL CHECK (is_party IN (0, 1)),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on)),
    to_on TEXT NOT NULL CHECK (to_on IS date(to_on)),
    PRIMARY KEY (agreement_key, organisation_key, position)
) STRICT, WITHOUT ROWID;

-- Derived: when an organisation is responsible in a group: as long as it is a party and the group works, on the days
-- on which it is in the group or, where a duty names it, on all.
CREATE TABLE group_seat_row (
    agreement_key INTEGER NOT NULL REFERENCES agreement (agreement_key) ON DELETE CASCADE,
    group_position INTEGER NOT NULL,
    organisation_key INTEGER NOT NULL,
    -- Chair first, then the members, then those whom only duties name.
    position INTEGER NOT NULL,
    -- 1: chair or member on these days; 0: only duties name it.
    is_in_group INTEGER NOT NULL CHECK (is_in_group IN (0, 1)),
    -- 1: its signature binds it; 0: it will when it signs.
    is_bound INTEGER NOT NULL CHECK (is_bound IN (0, 1)),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on)),
    to_on TEXT NOT NULL CHECK (to_on IS date(to_on)),
    PRIMARY KEY (agreement_key, group_position, organisation_key, from_on)
) STRICT, WITHOUT ROWID;

-- The network's calendar.
CREATE TABLE event (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- Keeps the event recognisable when it is moved; NULL: its day and kind do.
    event_id TEXT,
    date TEXT NOT NULL CHECK (date IS substr(date(substr(date || '-01-01', 1, 10)), 1, length(date))),
    -- Derived: the first and the last day that date, or date and ends, may mean.
    first_on TEXT NOT NULL CHECK (first_on IS date(first_on)),
    last_on TEXT NOT NULL CHECK (last_on IS date(last_on)),
    title TEXT NOT NULL,
    title_texts TEXT CHECK (title_texts IS NULL OR json_valid(title_texts)),
    place TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('review', 'workshop', 'meeting', 'training', 'deadline')),
    -- 1: everyone may see it; 0: the network.
    public INTEGER NOT NULL CHECK (public IN (0, 1)),
    -- The last day of one that takes several days; NULL: date is all of it.
    ends TEXT CHECK (ends IS substr(date(substr(ends || '-01-01', 1, 10)), 1, length(ends))),
    -- Hours and minutes in Finland ('09:00'), on the first and on the last day.
    starts_at TEXT CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    ends_at TEXT CHECK (ends_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    -- The group whose event it is.
    group_id TEXT,
    -- The minutes: a path below documents/.
    minutes TEXT,
    -- 1: it is not held after all.
    cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
    PRIMARY KEY (agreement_id, position),
    CHECK (ends_at IS NULL OR starts_at IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- Who took part in an event. No foreign key on the organisation: see above.
CREATE TABLE event_attendance (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    event_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    organisation_id TEXT NOT NULL,
    PRIMARY KEY (agreement_id, event_position, position)
) STRICT, WITHOUT ROWID;

-- The approvals of the text of a draft by organisations, before signing began.
CREATE TABLE approval (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    organisation_id TEXT NOT NULL,
    -- When.
    date TEXT NOT NULL CHECK (date IS substr(date(substr(date || '-01-01', 1, 10)), 1, length(date))),
    -- The decision in the organisation's own records; NULL when the file does not say.
    decision TEXT,
    -- The digest of the text that was approved.
    text TEXT NOT NULL,
    -- The parts in which the text as it stands differs from it, separated by spaces; empty: it is the same text.
    differs_in TEXT NOT NULL,
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

-- The recorded facts that were corrected.
CREATE TABLE correction (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- When.
    date TEXT NOT NULL CHECK (date IS substr(date(substr(date || '-01-01', 1, 10)), 1, length(date))),
    -- The path of what was corrected in the file.
    what TEXT NOT NULL,
    -- What was recorded before; NULL: nothing.
    was TEXT,
    -- What is recorded since; NULL: nothing.
    is_now TEXT,
    -- Why.
    because TEXT NOT NULL,
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

-- The files in documents/ that prove an agreement, each with the digest that it had when it was recorded. Whether the
-- file is there and has it still, only `kumppani validate` knows.
CREATE TABLE document (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- The path below documents/.
    file TEXT NOT NULL,
    -- NULL: it is called by its file.
    title TEXT,
    title_texts TEXT CHECK (title_texts IS NULL OR json_valid(title_texts)),
    kind TEXT NOT NULL CHECK (kind IN ('signed-original', 'decision', 'minutes', 'attachment')),
    -- The date that is on it; NULL when the file does not say.
    date TEXT CHECK (date IS substr(date(substr(date || '-01-01', 1, 10)), 1, length(date))),
    -- The signatory whose document it is; NULL: it is that of all.
    organisation_id TEXT,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    -- 1: everyone may see it; 0: the network.
    public INTEGER NOT NULL CHECK (public IN (0, 1)),
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

-- The warnings that a file accepts.
CREATE TABLE waiver (
    agreement_id TEXT NOT NULL REFERENCES agreement (agreement_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- The code of the warning.
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

-- The index of the words: WHERE search MATCH 'akaslompolo*', with the rowid for entry_id of search_entry. It
-- keeps the words alone, no text and no places. The words are folded and parted before they come here, in all
-- languages, in lower case and without accents (akaslompolo for Äkäslompolo), so its tokenizer has nothing left
-- to do but to look for spaces: `ascii` takes every other character for a letter.
CREATE VIRTUAL TABLE search USING fts5 (
    folded, content = '', detail = 'none', columnsize = 0, tokenize = 'ascii'
);

-- The words of that index, each once, with how many entries have it: a search looks here for other forms of a
-- word, by the letters with which they begin. It keeps nothing of its own.
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, row);

-- From here on: what a full build makes after all rows are in, because that is several times faster.

-- One file describes one agreement; a changed file is found by its path.
CREATE UNIQUE INDEX agreement_file ON agreement (file);

-- The sub-agreements of a main agreement.
CREATE INDEX agreement_part_of ON agreement (part_of) WHERE part_of IS NOT NULL;

-- What is in force on a day, among very many agreements that are over.
CREATE INDEX agreement_period_in_force ON agreement_period (from_on, to_on) WHERE status = 'in-force';

-- The successors of an agreement.
CREATE INDEX supersession_predecessor ON supersession (predecessor_id);

-- An organisation over all agreements: what it signed, which groups it is in and leads, what it answers for.
CREATE INDEX signatory_organisation ON signatory_row (organisation_key);
CREATE INDEX group_composition_organisation
    ON group_composition_row (organisation_key, agreement_key, group_position);
-- The chairs whose time ends: few of very many.
CREATE INDEX group_composition_chair_end
    ON group_composition_row (agreement_key, to_on)
    WHERE seat = 0 AND to_on IS NOT NULL;
CREATE INDEX group_seat_organisation ON group_seat_row (organisation_key);

-- The predecessors of an organisation.
CREATE INDEX organisation_succession_successor ON organisation_succession (successor_id);

-- A group over all agreements, and what came after it.
CREATE INDEX agreement_group_line ON agreement_group_row (group_id, first_agreement_key);
CREATE INDEX group_predecessor_predecessor ON group_predecessor_row (predecessor_key);

-- The views avoid what SQLite has learnt only lately (an ORDER BY within an aggregate): one view that an older
-- tool cannot read keeps it from reading the whole file.

-- The rows with numbers, shown with the ids of the files.

-- The municipalities of a region, each by its Finnish name. A municipality can belong to several regions.
CREATE VIEW region_municipality AS
SELECT
    r.value ->> 'id' AS region,
    COALESCE(m.value -> 'name' ->> 'fi', m.value ->> 'name') AS municipality,
    m.key + 1 AS position,
    -- The default holds where registry.yaml defines no regions.
    iif(n.definition ->> 'own', 'registry', 'default') AS origin,
    -- The place on the map, both from 1; NULL where none is given.
    m.value -> 'tile' ->> 0 AS map_column,
    m.value -> 'tile' ->> 1 AS map_row
FROM network AS n
JOIN json_each(n.definition, '$.regions') AS r
JOIN json_each(r.value, '$.municipalities') AS m;

-- The chair is that of the current date.
CREATE VIEW agreement_group AS
SELECT
    a.agreement_id,
    g.group_id,
    g.position,
    g.name,
    g.name_texts,
    g.whole_province,
    chair.organisation_id AS chair,
    g.dissolved,
    g.works_to_on,
    first.agreement_id AS first_agreement_id
FROM agreement_group_row AS g
JOIN agreement AS a ON a.agreement_key = g.agreement_key
JOIN agreement AS first ON first.agreement_key = g.first_agreement_key
LEFT JOIN group_composition_row AS c
    ON c.agreement_key = g.agreement_key
    AND c.group_position = g.position
    AND c.seat = 0
    AND date('now', 'localtime') BETWEEN COALESCE(c.from_on, '0001-01-01') AND COALESCE(c.to_on, '9999-12-31')
LEFT JOIN organisation_key AS chair ON chair.organisation_key = c.organisation_key;

CREATE VIEW group_predecessor AS
SELECT a.agreement_id, g.group_id, predecessor.agreement_id AS predecessor_id
FROM group_predecessor_row AS p
JOIN agreement AS a ON a.agreement_key = p.agreement_key
JOIN agreement AS predecessor ON predecessor.agreement_key = p.predecessor_key
JOIN agreement_group_row AS g ON g.agreement_key = p.agreement_key AND g.position = p.group_position;

-- The regions that a group works for; every one where the file says `all`, so that a join finds them.
CREATE VIEW group_region AS
SELECT a.agreement_id, g.group_id, r.region
FROM agreement_group_row AS g
JOIN agreement AS a ON a.agreement_key = g.agreement_key
JOIN region AS r ON (g.regions >> (r.position - 1)) & 1;

-- The members on the current date; group_composition has those of all days.
CREATE VIEW group_member AS
SELECT a.agreement_id, g.group_id, k.organisation_id, m.position, m.since, m.until
FROM group_composition_row AS m
JOIN agreement AS a ON a.agreement_key = m.agreement_key
JOIN agreement_group_row AS g ON g.agreement_key = m.agreement_key AND g.position = m.group_position
JOIN organisation_key AS k ON k.organisation_key = m.organisation_key
WHERE m.seat = 1
    AND date('now', 'localtime') BETWEEN COALESCE(m.from_on, '0001-01-01') AND COALESCE(m.to_on, '9999-12-31');

-- Who sits in a group, as what, and when: of all days.
CREATE VIEW group_composition AS
SELECT
    a.agreement_id,
    g.group_id,
    CASE c.seat WHEN 0 THEN 'chair' WHEN 1 THEN 'member' ELSE 'other' END AS seat,
    c.position,
    k.organisation_id,
    -- What another role is called; NULL for chair and member.
    c.role,
    c.since,
    c.until,
    before.organisation_id AS in_place_of,
    c.representative,
    c.substitute,
    COALESCE(c.from_on, '0001-01-01') AS from_on,
    COALESCE(c.to_on, '9999-12-31') AS to_on
FROM group_composition_row AS c
JOIN agreement AS a ON a.agreement_key = c.agreement_key
JOIN agreement_group_row AS g ON g.agreement_key = c.agreement_key AND g.position = c.group_position
JOIN organisation_key AS k ON k.organisation_key = c.organisation_key
LEFT JOIN organisation_key AS before ON before.organisation_key = c.in_place_of_key;

CREATE VIEW duty AS
SELECT
    a.agreement_id,
    g.group_id,
    d.position,
    d.duty_id,
    d.text,
    d.text_texts,
    d.theme_id,
    d.product_id,
    d.every,
    d.is_shared,
    d.due,
    d.published_on,
    d.is_meeting
FROM duty_row AS d
JOIN agreement AS a ON a.agreement_key = d.agreement_key
JOIN agreement_group_row AS g ON g.agreement_key = d.agreement_key AND g.position = d.group_position;

CREATE VIEW duty_responsible AS
SELECT a.agreement_id, g.group_id, r.duty_position, k.organisation_id, r.position
FROM duty_responsible_row AS r
JOIN agreement AS a ON a.agreement_key = r.agreement_key
JOIN agreement_group_row AS g ON g.agreement_key = r.agreement_key AND g.position = r.group_position
JOIN organisation_key AS k ON k.organisation_key = r.organisation_key;

CREATE VIEW signatory AS
SELECT
    a.agreement_id,
    k.organisation_id,
    s.position,
    s.name,
    s.business_id,
    s.kind,
    s.municipality,
    s.whole_province,
    s.signed,
    s.signed_by,
    s.decision,
    s.record,
    s.joined,
    s.declined,
    s.notice,
    s.effective
FROM signatory_row AS s
JOIN agreement AS a ON a.agreement_key = s.agreement_key
JOIN organisation_key AS k ON k.organisation_key = s.organisation_key;

CREATE VIEW signatory_period AS
SELECT
    a.agreement_id,
    k.organisation_id,
    p.position,
    p.state,
    p.is_bound,
    p.is_party,
    p.from_on,
    p.to_on
FROM signatory_period_row AS p
JOIN agreement AS a ON a.agreement_key = p.agreement_key
JOIN organisation_key AS k ON k.organisation_key = p.organisation_key;

CREATE VIEW group_seat AS
SELECT
    a.agreement_id,
    g.group_id,
    k.organisation_id,
    s.position,
    s.is_in_group,
    s.is_bound,
    s.from_on,
    s.to_on
FROM group_seat_row AS s
JOIN agreement AS a ON a.agreement_key = s.agreement_key
JOIN agreement_group_row AS g ON g.agreement_key = s.agreement_key AND g.position = s.group_position
JOIN organisation_key AS k ON k.organisation_key = s.organisation_key;

-- The regions that a signatory signs for; every one where the file says `all`, so that a join finds them.
CREATE VIEW signatory_region AS
SELECT a.agreement_id, k.organisation_id, r.region
FROM signatory_row AS s
JOIN agreement AS a ON a.agreement_key = s.agreement_key
JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
JOIN region AS r ON (s.regions >> (r.position - 1)) & 1;

-- Units that a signature also binds.
CREATE VIEW signatory_unit AS
SELECT a.agreement_id, k.organisation_id, u.key + 1 AS position, u.value AS unit
FROM signatory_row AS s
JOIN agreement AS a ON a.agreement_key = s.agreement_key
JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
JOIN json_each(s.units) AS u;

-- How a signatory is reached.
CREATE VIEW contact AS
SELECT
    a.agreement_id,
    k.organisation_id,
    s.contact_role AS role,
    s.contact_email AS email,
    s.contact_phone AS phone,
    s.contact_name AS name,
    s.contact_public AS public
FROM signatory_row AS s
JOIN agreement AS a ON a.agreement_key = s.agreement_key
JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
WHERE s.contact_public IS NOT NULL;

-- When an organisation is responsible in a group: its seat, until the organisation ceases.
CREATE VIEW group_owner_row AS
SELECT
    s.agreement_key,
    s.group_position,
    s.organisation_key,
    s.position,
    s.is_in_group,
    s.is_bound,
    s.from_on,
    MIN(s.to_on, COALESCE(o.ceased_on, '9999-12-31')) AS to_on
FROM group_seat_row AS s
LEFT JOIN organisation AS o ON o.organisation_key = s.organisation_key;

-- Who is responsible for a duty, and when: whom it names, else everyone in its group.
CREATE VIEW duty_owner_row AS
SELECT
    d.agreement_key,
    d.group_position,
    d.position AS duty_position,
    s.organisation_key,
    s.position,
    s.is_bound,
    s.from_on,
    s.to_on
FROM duty_row AS d
JOIN group_owner_row AS s ON s.agreement_key = d.agreement_key AND s.group_position = d.group_position
WHERE
    CASE
        WHEN d.is_shared THEN s.is_in_group
        ELSE EXISTS (
            SELECT 1
            FROM duty_responsible_row AS r
            WHERE r.agreement_key = d.agreement_key
                AND r.group_position = d.group_position
                AND r.duty_position = d.position
                AND r.organisation_key = s.organisation_key
        )
    END;

CREATE VIEW duty_owner AS
SELECT
    a.agreement_id,
    g.group_id,
    o.duty_position,
    k.organisation_id,
    o.position,
    o.is_bound,
    o.from_on,
    o.to_on
FROM duty_owner_row AS o
JOIN agreement AS a ON a.agreement_key = o.agreement_key
JOIN agreement_group_row AS g ON g.agreement_key = o.agreement_key AND g.position = o.group_position
JOIN organisation_key AS k ON k.organisation_key = o.organisation_key;

-- What the full-text search finds, and the text in which it shows the hit. With the words: FROM search JOIN
-- search_entry AS e ON e.agreement_key = search.rowid >> 41 AND e.entry_id = search.rowid; with entry_id alone
-- every text of the registry is made first. In entry_id are the number of the agreement, or 0 for
-- organisations.yaml; the kind, from 0; and which one of the kind it is. The item_id is the id of the agreement,
-- organisation, group or duty, NULL for an event, and for a duty or a provision without an id; position is the place among the
-- entries of the kind in the same file. Strategies, themes and products are spelled out one by one, because SQLite
-- would write a view that unites them out whole for every agreement.
CREATE VIEW search_entry AS
SELECT
    a.agreement_key << 41 AS entry_id,
    a.agreement_key,
    a.file,
    'agreement' AS kind,
    a.agreement_id,
    a.agreement_id AS item_id,
    1 AS position,
    a.title,
    a.title_texts,
    a.title
    || COALESCE(' · ' || a.purpose, '')
    || COALESCE(
        (
            SELECT group_concat(' · ' || name, '')
            FROM (
                SELECT s.name AS name
                FROM strategy AS s
                WHERE s.agreement_id = a.agreement_id
                ORDER BY s.position
            )
        ),
        ''
    )
    || COALESCE(
        (
            SELECT group_concat(' · ' || name, '')
            FROM (
                SELECT t.name AS name
                FROM theme AS t
                WHERE t.agreement_id = a.agreement_id
                ORDER BY t.position
            )
        ),
        ''
    )
    || COALESCE(
        (
            SELECT group_concat(' · ' || name, '')
            FROM (
                SELECT p.name AS name
                FROM product AS p
                WHERE p.agreement_id = a.agreement_id
                ORDER BY p.position
            )
        ),
        ''
    )
    || COALESCE(' · ' || a.record, '') AS text,
    (
        SELECT NULLIF(
            json_group_object(
                l.lang,
                COALESCE(a.title_texts ->> l.lang, a.title)
                || COALESCE(' · ' || COALESCE(a.purpose_texts ->> l.lang, a.purpose), '')
                || COALESCE(
                    (
                        SELECT group_concat(' · ' || name, '')
                        FROM (
                            SELECT COALESCE(s.name_texts ->> l.lang, s.name) AS name
                            FROM strategy AS s
                            WHERE s.agreement_id = a.agreement_id
                            ORDER BY s.position
                        )
                    ),
                    ''
                )
                || COALESCE(
                    (
                        SELECT group_concat(' · ' || name, '')
                        FROM (
                            SELECT COALESCE(t.name_texts ->> l.lang, t.name) AS name
                            FROM theme AS t
                            WHERE t.agreement_id = a.agreement_id
                            ORDER BY t.position
                        )
                    ),
                    ''
                )
                || COALESCE(
                    (
                        SELECT group_concat(' · ' || name, '')
                        FROM (
                            SELECT COALESCE(p.name_texts ->> l.lang, p.name) AS name
                            FROM product AS p
                            WHERE p.agreement_id = a.agreement_id
                            ORDER BY p.position
                        )
                    ),
                    ''
                )
                || COALESCE(' · ' || a.record, '')
            ),
            '{}'
        )
        FROM (
            SELECT j.key AS lang
            FROM json_each(a.title_texts) AS j
            UNION
            SELECT j.key
            FROM json_each(a.purpose_texts) AS j
            UNION
            SELECT j.key
            FROM strategy AS s
            JOIN json_each(s.name_texts) AS j
            WHERE s.agreement_id = a.agreement_id
            UNION
            SELECT j.key
            FROM theme AS t
            JOIN json_each(t.name_texts) AS j
            WHERE t.agreement_id = a.agreement_id
            UNION
            SELECT j.key
            FROM product AS p
            JOIN json_each(p.name_texts) AS j
            WHERE p.agreement_id = a.agreement_id
        ) AS l
    ) AS text_texts
FROM agreement AS a
UNION ALL
SELECT
    (s.agreement_key << 41) + (1 << 38) + (MIN(s.position, 16383) << 24) + s.organisation_key,
    s.agreement_key,
    a.file,
    'organisation',
    a.agreement_id,
    k.organisation_id,
    s.position,
    s.name,
    NULL,
    s.name || COALESCE((SELECT group_concat(' · ' || u.value, '') FROM json_each(s.units) AS u), ''),
    NULL
FROM signatory_row AS s
JOIN agreement AS a ON a.agreement_key = s.agreement_key
JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
UNION ALL
SELECT
    (1 << 38) + (MIN(o.position, 16383) << 24) + o.organisation_key,
    0,
    o.file,
    'organisation',
    NULL,
    o.organisation_id,
    o.position,
    o.name,
    NULL,
    o.name || COALESCE(
        (
            SELECT group_concat(' · ' || name, '')
            FROM (
                SELECT f.name
                FROM organisation_former_name AS f
                WHERE f.organisation_id = o.organisation_id
                ORDER BY f.position
            )
        ),
        ''
    ),
    NULL
FROM organisation AS o
UNION ALL
SELECT
    (g.agreement_key << 41) + (2 << 38) + g.position,
    g.agreement_key,
    a.file,
    'group',
    a.agreement_id,
    g.group_id,
    g.position,
    g.name,
    g.name_texts,
    g.name,
    g.name_texts
FROM agreement_group_row AS g
JOIN agreement AS a ON a.agreement_key = g.agreement_key
UNION ALL
SELECT
    (d.agreement_key << 41) + (3 << 38) + (d.group_position << 19) + d.position,
    d.agreement_key,
    a.file,
    'duty',
    a.agreement_id,
    d.duty_id,
    (
        SELECT COUNT(*)
        FROM duty_row AS same
        WHERE same.agreement_key = d.agreement_key
            AND (same.group_position, same.position) <= (d.group_position, d.position)
    ),
    g.name,
    g.name_texts,
    d.text,
    d.text_texts
FROM duty_row AS d
JOIN agreement AS a ON a.agreement_key = d.agreement_key
JOIN agreement_group_row AS g ON g.agreement_key = d.agreement_key AND g.position = d.group_position
UNION ALL
SELECT
    (a.agreement_key << 41) + (4 << 38) + p.position,
    a.agreement_key,
    a.file,
    'provision',
    a.agreement_id,
    p.provision_id,
    p.position,
    p.heading,
    p.heading_texts,
    p.heading || ' · ' || p.text,
    (
        SELECT NULLIF(
            json_group_object(
                l.lang,
                COALESCE(p.heading_texts ->> l.lang, p.heading) || ' · ' || COALESCE(p.text_texts ->> l.lang, p.text)
            ),
            '{}'
        )
        FROM (
            SELECT j.key AS lang
            FROM json_each(p.heading_texts) AS j
            UNION
            SELECT j.key
            FROM json_each(p.text_texts) AS j
        ) AS l
    )
FROM provision AS p
JOIN agreement AS a ON a.agreement_id = p.agreement_id
UNION ALL
SELECT
    (a.agreement_key << 41) + (5 << 38) + e.position,
    a.agreement_key,
    a.file,
    'event',
    a.agreement_id,
    NULL,
    e.position,
    e.title,
    e.title_texts,
    e.title || COALESCE(' · ' || e.place, ''),
    (
        SELECT NULLIF(json_group_object(t.key, t.value || COALESCE(' · ' || e.place, '')), '{}')
        FROM json_each(e.title_texts) AS t
    )
FROM event AS e
JOIN agreement AS a ON a.agreement_id = e.agreement_id;

-- Every agreement with its status of today.
CREATE VIEW agreement_overview AS
SELECT
    a.agreement_id,
    a.title,
    p.status,
    a.starts,
    e.ends,
    CASE WHEN p.status IN ('in-force', 'upcoming', 'signing') THEN e.continues_to END AS continues_to,
    -- Of a draft nobody knows when it will end; what is over, or continues by itself, has no days left.
    CASE WHEN p.status IN ('in-force', 'upcoming', 'signing') THEN e.decision_deadline_on END AS decision_deadline_on,
    CASE
        WHEN p.status IN ('in-force', 'upcoming', 'signing') AND e.continues_to IS NULL
            THEN CAST(julianday(e.ends_on) - julianday(date('now', 'localtime')) AS INTEGER)
    END AS days_left,
    (
        SELECT COUNT(*)
        FROM signatory_period_row AS sp
        WHERE sp.agreement_key = a.agreement_key
            AND sp.is_bound
            AND date('now', 'localtime') BETWEEN sp.from_on AND sp.to_on
    ) AS n_signed,
    (
        SELECT COUNT(*)
        FROM signatory_period_row AS sp
        WHERE sp.agreement_key = a.agreement_key
            AND sp.is_party
            AND date('now', 'localtime') BETWEEN sp.from_on AND sp.to_on
    ) AS n_signatories,
    a.file
FROM agreement AS a
JOIN agreement_period AS p
    ON p.agreement_id = a.agreement_id
    AND date('now', 'localtime') BETWEEN p.from_on AND p.to_on
LEFT JOIN agreement_end AS e
    ON e.agreement_id = a.agreement_id
    AND date('now', 'localtime') BETWEEN e.from_on AND e.to_on
ORDER BY a.starts_on, a.agreement_id;

-- Every signatory of every agreement with its state of today.
CREATE VIEW signatory_overview AS
SELECT
    a.agreement_id,
    a.status AS agreement_status,
    k.organisation_id,
    s.name,
    s.business_id,
    s.kind,
    s.municipality,
    CASE
        WHEN s.whole_province THEN 'all'
        ELSE (
            SELECT group_concat(region, ', ')
            FROM (
                SELECT r.region
                FROM region AS r
                WHERE (s.regions >> (r.position - 1)) & 1
                ORDER BY r.position
            )
        )
    END AS regions,
    p.state,
    s.signed,
    s.joined,
    o.ceased
FROM signatory_row AS s
JOIN agreement AS named ON named.agreement_key = s.agreement_key
JOIN agreement_overview AS a ON a.agreement_id = named.agreement_id
JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
JOIN signatory_period_row AS p
    ON p.agreement_key = s.agreement_key
    AND p.organisation_key = s.organisation_key
    AND date('now', 'localtime') BETWEEN p.from_on AND p.to_on
LEFT JOIN organisation AS o ON o.organisation_key = s.organisation_key;

-- The text by which `kumppani show` finds a group: its id, or agreement/id where other groups have the same id.
CREATE VIEW group_reference_row AS
SELECT
    g.agreement_key,
    g.position AS group_position,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM agreement_group_row AS other
            WHERE other.group_id = g.group_id AND other.first_agreement_key <> g.first_agreement_key
        )
            THEN a.agreement_id || '/' || g.group_id
        ELSE g.group_id
    END AS reference
FROM agreement_group_row AS g
JOIN agreement AS a ON a.agreement_key = g.agreement_key;

CREATE VIEW group_reference AS
SELECT a.agreement_id, g.group_id, r.reference
FROM group_reference_row AS r
JOIN agreement AS a ON a.agreement_key = r.agreement_key
JOIN agreement_group_row AS g ON g.agreement_key = r.agreement_key AND g.position = r.group_position;

-- Every id with every name of what it names, in any of the languages and from any time, for finding by name.
CREATE VIEW known_name AS
SELECT 'agreement' AS kind, a.agreement_id AS id, a.title AS name
FROM agreement AS a
UNION ALL
SELECT 'agreement', a.agreement_id, t.value
FROM agreement AS a
JOIN json_each(a.title_texts) AS t
UNION ALL
SELECT 'organisation', k.organisation_id, s.name
FROM signatory_row AS s
JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
UNION ALL
SELECT 'organisation', o.organisation_id, o.name
FROM organisation AS o
UNION ALL
SELECT 'organisation', f.organisation_id, f.name
FROM organisation_former_name AS f
UNION ALL
SELECT 'group', g.group_id, g.name
FROM agreement_group_row AS g
UNION ALL
SELECT 'group', g.group_id, t.value
FROM agreement_group_row AS g
JOIN json_each(g.name_texts) AS t
UNION ALL
SELECT 'group-reference', r.reference, g.name
FROM group_reference_row AS r
JOIN agreement_group_row AS g ON g.agreement_key = r.agreement_key AND g.position = r.group_position
UNION ALL
SELECT 'group-reference', r.reference, t.value
FROM group_reference_row AS r
JOIN agreement_group_row AS g ON g.agreement_key = r.agreement_key AND g.position = r.group_position
JOIN json_each(g.name_texts) AS t
UNION ALL
SELECT 'theme', h.theme_id, h.name
FROM theme AS h
UNION ALL
SELECT 'theme', h.theme_id, t.value
FROM theme AS h
JOIN json_each(h.name_texts) AS t
UNION ALL
SELECT 'product', p.product_id, p.name
FROM product AS p
UNION ALL
SELECT 'product', p.product_id, t.value
FROM product AS p
JOIN json_each(p.name_texts) AS t;

-- Every group with its areas, its people on the current date and the number of its duties.
CREATE VIEW group_overview AS
SELECT
    a.agreement_id,
    a.status AS agreement_status,
    g.group_id,
    g.name,
    CASE
        WHEN g.whole_province THEN 'all'
        ELSE (
            SELECT group_concat(region, ', ')
            FROM (
                SELECT r.region
                FROM region AS r
                WHERE (g.regions >> (r.position - 1)) & 1
                ORDER BY r.position
            )
        )
    END AS regions,
    chair.organisation_id AS chair,
    (
        SELECT group_concat(organisation_id, ', ')
        FROM (
            SELECT k.organisation_id
            FROM group_composition_row AS m
            JOIN organisation_key AS k ON k.organisation_key = m.organisation_key
            WHERE m.agreement_key = g.agreement_key
                AND m.group_position = g.position
                AND m.seat = 1
                AND date('now', 'localtime')
                    BETWEEN COALESCE(m.from_on, '0001-01-01') AND COALESCE(m.to_on, '9999-12-31')
            ORDER BY m.position
        )
    ) AS members,
    (
        SELECT COUNT(*)
        FROM duty_row AS d
        WHERE d.agreement_key = g.agreement_key AND d.group_position = g.position
    ) AS n_duties,
    g.dissolved,
    first.agreement_id AS first_agreement_id
FROM agreement_group_row AS g
JOIN agreement AS named ON named.agreement_key = g.agreement_key
JOIN agreement_overview AS a ON a.agreement_id = named.agreement_id
JOIN agreement AS first ON first.agreement_key = g.first_agreement_key
LEFT JOIN group_composition_row AS c
    ON c.agreement_key = g.agreement_key
    AND c.group_position = g.position
    AND c.seat = 0
    AND date('now', 'localtime') BETWEEN COALESCE(c.from_on, '0001-01-01') AND COALESCE(c.to_on, '9999-12-31')
LEFT JOIN organisation_key AS chair ON chair.organisation_key = c.organisation_key;

-- The annex of every agreement, with names in place of ids. Nobody responsible: the whole group.
CREATE VIEW duty_listing AS
SELECT
    a.agreement_id,
    a.status AS agreement_status,
    g.group_id,
    g.name AS group_name,
    d.position,
    d.text,
    (
        SELECT group_concat(name, ', ')
        FROM (
            SELECT COALESCE(s.name, k.organisation_id) AS name
            FROM duty_responsible_row AS r
            JOIN organisation_key AS k ON k.organisation_key = r.organisation_key
            LEFT JOIN signatory_row AS s
                ON s.agreement_key = r.agreement_key AND s.organisation_key = r.organisation_key
            WHERE r.agreement_key = d.agreement_key
                AND r.group_position = d.group_position
                AND r.duty_position = d.position
            ORDER BY r.position
        )
    ) AS responsible,
    COALESCE(t.name, d.theme_id) AS theme,
    COALESCE(p.name, d.product_id) AS product,
    d.every,
    d.due
FROM duty_row AS d
JOIN agreement_group_row AS g ON g.agreement_key = d.agreement_key AND g.position = d.group_position
JOIN agreement AS named ON named.agreement_key = d.agreement_key
JOIN agreement_overview AS a ON a.agreement_id = named.agreement_id
LEFT JOIN theme AS t ON t.agreement_id = named.agreement_id AND t.theme_id = d.theme_id
LEFT JOIN product AS p ON p.agreement_id = named.agreement_id AND p.product_id = d.product_id
ORDER BY a.agreement_id, g.position, d.position;

-- All events of all agreements in the order of time.
CREATE VIEW event_calendar AS
SELECT
    e.date,
    e.title,
    e.place,
    e.kind,
    e.public,
    e.agreement_id,
    a.status AS agreement_status,
    e.ends,
    e.starts_at,
    e.ends_at,
    e.group_id,
    e.minutes,
    e.cancelled
FROM event AS e
JOIN agreement_overview AS a ON a.agreement_id = e.agreement_id
ORDER BY e.first_on, e.last_on, e.agreement_id, e.position;
