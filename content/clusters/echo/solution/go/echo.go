// A node that says back what it is told.
package main

type Echo struct{ Node }

func (e *Echo) OnEcho(m Message) {
	e.Reply(m, Body{"type": "echo_ok", "echo": m.Text("echo")})
}

func main() { Run(func() *Echo { return &Echo{} }) }
