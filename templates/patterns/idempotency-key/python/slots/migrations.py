"handled_messages": create_handled_messages,
"handled_messages_by_age": index_by_age,
