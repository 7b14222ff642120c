using System.Globalization;
using Grader.Hostile;
using Grader.Report;
using Grader.Sandbox;

if (args is ["--without", var means, var program, .. var arguments] && LesserKernel.Means.ContainsKey(means))
{
    return LesserKernel.Run(means, program, arguments);
}

if (args is not ([_] or [_, "--class" or "--verbose"]) || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine(
        """
        usage: Hostile.Runner DIR            (DIR holds a folder with sources and attack.json for each program)
               Hostile.Runner DIR --verbose  the same, and what each program got
               Hostile.Runner DIR --class    150 honest submissions with 50 attacks among them: do all get what they get without?
               Hostile.Runner --without landlock|seccomp PROGRAM …    runs a program as on a kernel that lacks it
        """);
    return 2;
}

if (SandboxSupport.Probe().Missing is { } missing)
{
    Console.Error.WriteLine($"Hostile programs are run in the sandbox only, and it is not available: {missing}.");
    return 2;
}

IReadOnlyList<Attack> attacks = Attack.ReadAll(args[0]);
var batch = new HostileBatch(AppContext.BaseDirectory, Repository.Samples);
if (args is [_, "--class"])
{
    const int Honest = 150, Hostile = 50;
    IReadOnlyList<string> others = await batch.RunClassAsync(attacks, Honest, Hostile);
    foreach (string other in others)
    {
        Console.WriteLine(other);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Honest - others.Count} passed, {others.Count} failed"));
    return others.Count == 0 ? 0 : 1;
}

ILookup<string, string> faults = await batch.RunAsync(attacks, result =>
{
    if (args.Length == 2)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Submission}: {OutcomeWords.Of(result.Outcome)}, {result.Points} of {result.MaxPoints} points{string.Concat(result.Causes.Take(1).Select(cause => ": " + PlainText.Of(cause.Message)))}"));
    }
});
foreach (IGrouping<string, string> faulty in faults.OrderBy(group => group.Key, StringComparer.Ordinal))
{
    foreach (string fault in faulty)
    {
        Console.WriteLine(faulty.Key.Length == 0 ? fault : $"{faulty.Key}: {fault}");
    }
}

// What no single program can be told for is one failure more.
int failed = faults.Count;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{attacks.Count - faults.Count(group => group.Key.Length > 0)} passed, {failed} failed"));
return failed == 0 ? 0 : 1;
