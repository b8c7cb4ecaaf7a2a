parked: () => self.metric('dead_letters{source="shipping"}'),
