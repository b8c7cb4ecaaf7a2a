package driver

import "reflect"

func (r *run) call(op *operation) any {
	c := r.launch(op)
	if watch.await(c) == stuck {
		return r.jammed(c)
	}
	return r.outcome(c)
}

func (r *run) begin(op *operation) any {
	if r.flying[op.ID] != nil {
		return nil
	}
	c := r.launch(op)
	switch watch.await(c) {
	case stuck:
		return r.jammed(c)
	case finished:
		return r.outcome(c)
	}
	r.flying[op.ID] = c
	return "running"
}

func (r *run) end(op *operation) any {
	c := r.flying[op.ID]
	if c == nil {
		return nil
	}
	delete(r.flying, op.ID)
	c.outcome = op.Outcome
	close(c.gate)
	if watch.await(c) == stuck {
		return r.jammed(c)
	}
	return r.outcome(c)
}

// launch starts a guarded call, the first method of its contract.
func (r *run) launch(op *operation) *call {
	r.count++
	c := guardedCall(r.count, op, r.rejection())
	r.guard(c, op.On)
	r.crew.start(c)
	return c
}

// guard has the call be one of the guarded method.
func (r *run) guard(c *call, on int) {
	method := r.shape.methods[r.shape.contract.Methods[0].ID]
	target := r.subjects[on].MethodByName(method.name)
	function := reflect.ValueOf(c.function)
	if t := method.types[0]; isOpen(t) {
		holder := reflect.New(t).Elem()
		holder.Set(function)
		function = holder
	} else {
		function = function.Convert(t)
	}
	c.job = func() []reflect.Value { return target.Call([]reflect.Value{function}) }
}

func (r *run) rejection() error {
	if len(r.shape.errors) == 0 {
		return nil
	}
	return r.shape.errors[0].value
}

func (r *run) isRejection(err error) bool {
	return len(r.shape.errors) > 0 && is(err, r.shape.errors[0].value)
}

// outcome is what a guarded call that has ended showed.
func (r *run) outcome(c *call) any {
	r.crew.release(c)
	return r.told(c)
}

func (r *run) told(c *call) any {
	if c.panicked {
		found := r.panicked(c)
		if raised, isError := c.panicValue.(error); isError {
			found.Own, found.Rejection = same(raised, c.error), r.isRejection(raised)
		}
		return found
	}
	method := r.shape.methods[r.shape.contract.Methods[0].ID]
	if !c.results[method.fault].IsNil() {
		return r.failure(c, c.results[method.fault].Interface().(error))
	}
	returned := c.results[method.value].Interface()
	own := same(returned, c.value)
	if own && c.entered == 1 && c.outcome == "ok" {
		return "value"
	}
	return &odd{Ended: "returned", Text: describe(returned), Entered: c.entered, Own: own}
}

func (r *run) failure(c *call, raised error) any {
	own := same(raised, c.error)
	if own && c.entered == 1 {
		return "error"
	}
	rejection := r.isRejection(raised)
	if rejection && c.entered == 0 {
		return "rejected"
	}
	return &odd{Ended: "raised", Text: describeError(raised), Entered: c.entered, Own: own, Rejection: rejection}
}
