"""A module for the tables of each part."""

from sqlalchemy import MetaData

metadata = MetaData()
