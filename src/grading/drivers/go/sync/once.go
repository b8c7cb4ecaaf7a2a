package sync

import "compendium/driver/turns"

type Once struct {
	lock Mutex
	done bool
}

func (o *Once) Do(f func()) {
	turns.Yield()
	if o.done {
		return
	}
	o.lock.Lock()
	defer o.lock.Unlock()
	if !o.done {
		defer func() { o.done = true }()
		f()
	}
}

func OnceFunc(f func()) func() {
	value := OnceValue(func() bool {
		f()
		return true
	})
	return func() { value() }
}

func OnceValue[T any](f func() T) func() T {
	values := OnceValues(func() (T, bool) { return f(), true })
	return func() T {
		value, _ := values()
		return value
	}
}

// OnceValues gives what f gave, or ends with the panic that f ended with, each time.
func OnceValues[T, U any](f func() (T, U)) func() (T, U) {
	var (
		once     Once
		first    T
		second   U
		returned bool
		fault    any
	)
	return func() (T, U) {
		once.Do(func() {
			defer func() {
				if !returned {
					fault = recover()
				}
			}()
			first, second = f()
			returned = true
		})
		if !returned {
			panic(fault)
		}
		return first, second
	}
}
