// Tests that start all services as processes belong here; none has landed yet.
