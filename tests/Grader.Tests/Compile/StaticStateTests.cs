namespace Grader.Compile;

public class StaticStateTests
{
    [Theory]
    [InlineData("Console.Write(1);")]
    [InlineData("const int N = 3; Func<int, int> f = static x => x + N; Console.Write(f(1)); static int Local() => 1;")]
    [InlineData("class P { const string Path = \"x\"; int n; int Q { get; set; } static int Next => 1; static void Main() { Action a = Main; } }")]
    [InlineData("record R(int A); enum E { A, B } static class X { public static int Twice(this int i) => 2 * i; } class P { static void Main() { } }")]
    public void Programs_without_static_state(string program) => Assert.False(CompilerFixture.Compiles(program).Traits.HasStaticState);

    [Theory]
    [InlineData("class P { static int n; static void Main() => n++; }")]
    [InlineData("class P { static readonly DateTime Start = DateTime.Now; static void Main() { } }")]
    [InlineData("class P { static int Count { get; set; } static void Main() { } }")]
    [InlineData("class P { static int Count => field++; static void Main() { } }")]
    [InlineData("class P { static event Action? Done; static void Main() => Done?.Invoke(); }")]
    [InlineData("class P { [ThreadStatic] static int n; static void Main() => n++; }")]
    [InlineData("class P { static P() => Console.Write(1); static void Main() { } }")]
    [InlineData("class P { class Inner<T> { public static T? Last; } static void Main() { Inner<int>.Last = 1; } }")]
    [InlineData("namespace A.B { struct S { public static int N; } } class P { static void Main() { } }")]
    [InlineData("interface I { static int n; } class P { static void Main() { } }")]
    [InlineData("class P { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Init() { } static void Main() { } }")]
    public void Programs_with_static_state(string program) => Assert.True(CompilerFixture.Compiles(program).Traits.HasStaticState);
}
