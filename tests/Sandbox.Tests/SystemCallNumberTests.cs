using System.Globalization;
using System.Reflection;
using Grader.Sandbox.Interop;
using Grader.Sandbox.Seccomp;

namespace Grader.Sandbox.Tests;

/// <summary>All numbers of system calls, for both processors, against those that the kernel's headers give: arm64 is not run here.</summary>
public sealed class SystemCallNumberTests
{
    // From here on the kernel gives a call the same number on all processors; those of later kernels than the headers' are only held to that.
    private const int FirstCommonNumber = 424;

    private static readonly Dictionary<string, (int X64, int Arm64)> Headers = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "system-calls.txt"))
        .Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => (Number(words[1]), Number(words[2])));

    private static readonly Dictionary<string, string> MadeByNumber = new()
    {
        ["Execute"] = "execve",
        ["OpenAt"] = "openat",
        ["DuplicateTo"] = "dup3",
        ["ChangeDirectory"] = "chdir",
        ["SetSession"] = "setsid",
        ["SignalAction"] = "rt_sigaction",
        ["SignalMask"] = "rt_sigprocmask",
        ["Seccomp"] = "seccomp",
        ["Prctl"] = "prctl",
        ["SetGroups"] = "setgroups",
        ["SetResUid"] = "setresuid",
        ["SetResGid"] = "setresgid",
        ["CapGet"] = "capget",
        ["CapSet"] = "capset",
        ["GetEntries"] = "getdents64",
        ["Statx"] = "statx",
    };

    [Fact]
    public void The_filters_table_has_the_headers_numbers()
    {
        foreach (SystemCall call in SystemCallTable.All)
        {
            if (Headers.TryGetValue(call.Name, out (int X64, int Arm64) numbers))
            {
                Assert.Equal((call.Name, numbers.X64, numbers.Arm64), (call.Name, call.X64, call.Arm64));
            }
            else
            {
                Assert.True(call.X64 == call.Arm64 && call.X64 >= FirstCommonNumber, call.Name);
                Assert.DoesNotContain(Headers, header => header.Value.X64 == call.X64 || header.Value.Arm64 == call.Arm64);
            }
        }
    }

    [Fact]
    public void Calls_made_by_number_have_the_headers_numbers()
    {
        Dictionary<string, object> properties = typeof(SystemCallNumbers).GetProperties(BindingFlags.Static | BindingFlags.Public).ToDictionary(property => property.Name, property => property.GetValue(null)!);
        Assert.Equal(MadeByNumber.Keys.Order(), properties.Keys.Order());
        foreach ((string property, string name) in MadeByNumber)
        {
            var numbers = (SystemCallNumbers.ByProcessor)properties[property];
            Assert.Equal((name, Headers[name].X64, Headers[name].Arm64), (name, numbers.X64, numbers.Arm64));
        }

        foreach ((string name, int number) in (IEnumerable<(string, int)>)[("landlock_create_ruleset", SystemCallNumbers.LandlockCreateRuleset), ("landlock_add_rule", SystemCallNumbers.LandlockAddRule),
            ("landlock_restrict_self", SystemCallNumbers.LandlockRestrictSelf), ("close_range", SystemCallNumbers.CloseRange)])
        {
            Assert.Equal((number, number), Headers[name]);
        }
    }

    private static int Number(string word) => word == "-" ? SystemCallTable.None : int.Parse(word, CultureInfo.InvariantCulture);
}
