// A node that says back what it is told.
package main

type Echo struct{ Node }

func (e *Echo) OnEcho(m Message) {
	// m.Text("echo") is what to say back: e.Reply(m, Body{"type": ...}).
	e.Error(m, 10, "echo is not written yet")
}

func main() { Run(func() *Echo { return &Echo{} }) }
