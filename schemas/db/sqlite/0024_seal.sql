-- What every table held when it was last changed by this program: how many rows, and a sum over all of them
-- (service/io/store/lattice_sum.hpp). service/io/store/seals.def says which table is proven how; the seals of what is
-- `logged` are themselves digested into the entries of the audit log, as `state`.

CREATE TABLE table_seal (
  name TEXT NOT NULL PRIMARY KEY,
  rows INTEGER NOT NULL,
  sum  BLOB NOT NULL CHECK (length(sum) = 2048)
) STRICT;
