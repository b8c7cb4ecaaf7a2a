await self.app.state.shutdown.stop(is_listening=self.url != "")
