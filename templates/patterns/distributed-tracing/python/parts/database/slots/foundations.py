trace_queries()
