class A { static void Main() { } }
class B { static int Main(string[] a) => 0; }
class C<T> { static void Main() { } }
