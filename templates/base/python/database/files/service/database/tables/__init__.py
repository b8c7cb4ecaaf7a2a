"""A module for the tables of each part."""

from sqlalchemy import BigInteger, Integer, MetaData

metadata = MetaData()
# Of a first column that counts up with each row. SQLite counts with the type INTEGER alone, which is as long.
Position = BigInteger().with_variant(Integer(), "sqlite")
