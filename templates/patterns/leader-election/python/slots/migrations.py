"leases": create_leases,
