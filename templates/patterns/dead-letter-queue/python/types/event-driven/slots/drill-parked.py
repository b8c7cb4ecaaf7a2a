return await self.metric('dead_letters{source="shipping"}')
