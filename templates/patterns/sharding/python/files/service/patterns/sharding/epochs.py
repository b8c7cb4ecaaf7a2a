"""Which requests come too late."""

from sqlalchemy import select, update

from service.database.database import Tx, insert_new
from service.database.tables.shards import shard_epochs
from service.replication.replica import StaleEpoch


async def latest_epoch_only(tx: Tx, epoch: int) -> None:
    """Refuses requests of an epoch before the latest that this node has heard of, and remembers a later one.

    On disk, as a restart must not make it forget that a slot has moved away, and in the transaction that
    serves the request, so that nothing of an old epoch is kept after a new one was seen.
    """
    known = (await tx.execute(select(shard_epochs.c.epoch))).scalar()
    if known is None:
        await tx.execute(insert_new(tx, shard_epochs).values(id=1, epoch=epoch))
    elif epoch < known:
        raise StaleEpoch
    elif epoch > known:
        await tx.execute(update(shard_epochs).values(epoch=epoch))
