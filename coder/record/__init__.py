"""The platform: kinds, journal, database, migrations, verification, reading, the open study."""
