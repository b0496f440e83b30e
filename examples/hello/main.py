import hello

print(hello.greet())
print(hello.greet(name="C++"))
