using System.Globalization;
using Grader.Conformance.Runner;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: Conformance.Runner FILE.jsonl…");
    return 2;
}

using var runner = new CaseRunner();
int passed = 0, failed = 0;
foreach (GoldenCase golden in args.SelectMany(GoldenCase.ReadFile))
{
    if (runner.FirstDifference(golden) is { } difference)
    {
        failed++;
        Console.WriteLine($"{golden.Id}: {difference}");
    }
    else
    {
        passed++;
    }
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"));
return failed == 0 ? 0 : 1;
