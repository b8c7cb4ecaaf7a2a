"""How nodes are listed in the configuration."""

NAME = r"[a-z0-9-]+"
NODE = NAME + r"=https?://[^\s,]+"
# Separated by commas.
NAME_LIST = f"{NAME}(,{NAME})*"
NODE_LIST = f"{NODE}(,{NODE})*"
