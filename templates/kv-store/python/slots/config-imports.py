from service.cluster.names import NAME_LIST, NODE_LIST
