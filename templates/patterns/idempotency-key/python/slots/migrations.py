"handled_messages": create_handled_messages,
