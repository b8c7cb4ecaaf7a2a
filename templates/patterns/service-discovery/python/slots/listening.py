await announce(self.config, self.url, self.lifecycle, self.log)
