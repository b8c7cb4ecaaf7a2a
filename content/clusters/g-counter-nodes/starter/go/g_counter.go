// A counter that only grows, on every node.
package main

type GCounter struct {
	Node
	value int
}

func (c *GCounter) OnAdd(m Message) {
	c.value += m.Int("delta")
	c.Reply(m, Body{"type": "add_ok"})
}

func (c *GCounter) OnRead(m Message) {
	// Only what was added here, and since this node was started.
	c.Reply(m, Body{"type": "read_ok", "value": c.value})
}

func main() { Run(func() *GCounter { return &GCounter{} }) }
