-- What an imported row said in all its columns but those of its time and place, to know it again: of each column 16 bits
-- of its name's hash and 16 of its cell's. Enough to compare rows of the same place and minute, too little to find out
-- what stood in a cell. Null for incidents of imports before this, and for those that were not imported.
ALTER TABLE incidents ADD COLUMN row_cells integer[];
ALTER TABLE incident_import_rows ADD COLUMN row_cells integer[];
