-- A token made for a new set-up: the old one is good until the first message with the new one comes, so that making it breaks no phone.
ALTER TABLE units ADD COLUMN next_device_token_sha256 bytea UNIQUE;
