-- Who somebody of the organisation is in a room. The provider's word for them (issuer and
-- subject) never changes, their name may, and two people may have the same one.
CREATE TABLE identities (
    issuer  TEXT NOT NULL,
    subject TEXT NOT NULL,
    room    TEXT NOT NULL,
    person  TEXT NOT NULL,
    -- The role that the organisation granted last; absent since it grants none any more. A lead
    -- may have given them another one since, and that stands until the organisation's word changes.
    granted TEXT,
    PRIMARY KEY (issuer, subject, room)
) STRICT, WITHOUT ROWID;

-- A person of a room is one person of the organisation.
CREATE UNIQUE INDEX identities_of_person ON identities (room, person);
