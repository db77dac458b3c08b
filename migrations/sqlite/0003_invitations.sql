-- Invitations with limits, and who made them. Links of before have no limit but their end.

-- How often it may be used; absent means as often as people like until it ends.
ALTER TABLE links ADD COLUMN uses INTEGER CHECK (uses > 0);

-- How often it was used: counted in the same statement that lets somebody in.
ALTER TABLE links ADD COLUMN used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0);

-- Whose it is: a link with a name lets in exactly this person.
ALTER TABLE links ADD COLUMN name TEXT;

-- The name of whoever made it.
ALTER TABLE links ADD COLUMN created_by TEXT NOT NULL DEFAULT 'Bascule';

-- Since when it lets nobody in any more.
ALTER TABLE links ADD COLUMN revoked_at INTEGER;

-- Where somebody is signed in.
CREATE INDEX members_of_person ON members (room, person);
