"shipments": create_shipments,
"inbox": create_inbox,
"handed_in": create_handed_in,
