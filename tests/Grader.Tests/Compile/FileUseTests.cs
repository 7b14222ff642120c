using System.Reflection;

namespace Grader.Compile;

public class FileUseTests
{
    [Theory]
    [InlineData("Console.Write(1);")]
    [InlineData("var all = new List<int> { 3, 1 }; foreach (var (i, x) in all.OrderBy(x => x).Select((x, i) => (i, x))) Console.WriteLine($\"{i,3} {x:N2}\");")]
    [InlineData("await Task.Delay(5); using var stop = new CancellationTokenSource(); Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };")]
    [InlineData("Console.Write(Directory.GetCurrentDirectory() + Environment.CurrentDirectory);")]
    [InlineData("string folder = Path.Combine(AppContext.BaseDirectory, \"in\"); Console.Write(Path.GetFullPath(folder));")]
    [InlineData("try { throw new IOException(\"x\"); } catch (Exception e) when (e is not FormatException) { Console.Error.WriteLine(e.Message); Environment.Exit(1); }")]
    [InlineData("record R(int A, string? B); class P { static int[] n = [1, 2, 3]; static void Main(string[] args) { lock (n) { Console.Write(new R(1, null) with { A = n[^1] }); } } }")]
    [InlineData("using Microsoft.Spark.Sql; var s = SparkSession.Builder().AppName(\"a\").GetOrCreate(); s.ReadStream().Format(\"json\").Load(\"in\").WriteStream().Format(\"console\").Start().AwaitTermination();")]
    [InlineData("IEnumerable<int> Ones() { yield return 1; } Console.Write(System.Text.RegularExpressions.Regex.Replace(\"a\", \"a\", m => m.Value + Ones().Count()));")]
    public void Programs_that_need_no_files(string program) => Assert.False(CompilerFixture.Compiles(program).Traits.UsesFiles);

    [Theory]
    [InlineData("Console.Write(File.Exists(\"x\"));")]
    [InlineData("Directory.CreateDirectory(\"in\");")]
    [InlineData("Func<string, string> read = File.ReadAllText; Console.Write(read(\"x\"));")]
    [InlineData("using var w = new StreamWriter(\"x\"); w.Write(1);")]
    [InlineData("Console.Write(new FileInfo(\"x\").Length);")]
    [InlineData("Console.Write(Path.GetTempFileName());")]
    [InlineData("Environment.CurrentDirectory = \"in\";")]
    [InlineData("Environment.SetEnvironmentVariable(\"a\", \"b\");")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => { };")]
    [InlineData("System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += (_, _) => null;")]
    [InlineData("System.Xml.Linq.XDocument.Load(\"x\");")]
    [InlineData("System.IO.Compression.ZipFile.ExtractToDirectory(\"a\", \"b\");")]
    [InlineData("System.Diagnostics.Process.Start(\"touch\", \"x\");")]
    [InlineData("Type.GetType(\"System.IO.File\");")]
    [InlineData("Console.Write(typeof(int).Assembly);")]
    [InlineData("Activator.CreateInstance(typeof(string));")]
    [InlineData("dynamic d = 1; Console.Write(d.x);")]
    [InlineData("Action a = () => { }; Console.Write(a.Method.Name);")]
    [InlineData("System.Linq.Expressions.Expression<Func<int>> e = () => 1; Console.Write(e.Compile()());")]
    [InlineData("class P { [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int unlink(string path); static void Main() => unlink(\"x\"); }")]
    [InlineData("class P { static void Make<T>() where T : new() => new T(); static void Main() => Make<P>(); }")]
    public void Programs_that_may_use_files(string program) => Assert.True(CompilerFixture.Compiles(program).Traits.UsesFiles);

    /// <summary>A member that takes or gives a type of another namespace names it, and is found by that; a path or a name is only a text.</summary>
    [Fact]
    public void Nothing_that_is_called_harmless_takes_a_path_or_the_name_of_code()
    {
        string[] suspicious = ["path", "file", "folder", "directory", "typename", "assembly", "url", "membername", "methodname"];
        Type[] harmless =
        [
            .. new[] { typeof(object), typeof(Console), typeof(Enumerable), typeof(Queryable), typeof(SortedSet<int>), typeof(System.Collections.Concurrent.BlockingCollection<int>),
                    typeof(System.Collections.Immutable.ImmutableList), typeof(System.Text.RegularExpressions.Regex), typeof(System.Numerics.BigInteger), typeof(Barrier) }
                .SelectMany(type => type.Assembly.GetExportedTypes()).Distinct()
                .Where(type => IsHarmless(type) && type != typeof(Path) && type != typeof(FileNotFoundException)), // they only compute with a path, or tell of one
        ];

        Assert.InRange(harmless.Length, 300, 2000);
        Assert.Empty(
            from type in harmless
            from member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static).OfType<MethodBase>()
            where member.IsPublic || member.IsFamily || member.IsFamilyOrAssembly
            where !FileUse.Members.TryGetValue(NameOf(type), out var named) || named.Contains(member.Name)
            where member.GetParameters().All(parameter => parameter.ParameterType.Namespace != "System.Reflection")
            from parameter in member.GetParameters()
            where parameter.ParameterType == typeof(string) && suspicious.Any(word => parameter.Name!.Contains(word, StringComparison.OrdinalIgnoreCase))
            select $"{NameOf(type)}.{member.Name}({parameter.Name})");
    }

    private static bool IsHarmless(Type type) =>
        FileUse.Namespaces.Contains(type.Namespace!) || FileUse.Types.Contains(NameOf(type)) || FileUse.Members.ContainsKey(NameOf(type));

    private static string NameOf(Type type) => $"{type.Namespace}.{type.Name.Split('`')[0]}";
}
