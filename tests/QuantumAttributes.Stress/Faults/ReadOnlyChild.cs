using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Processes;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Faults;

/// <summary>A process that may only read its directory. Root may always write: root starts it as a user without rights.</summary>
internal static class ReadOnlyChild
{
    public const string Role = "read-only-child";

    private const string Done = "done";
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    private static readonly string[] _asNobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];

    public static async Task StartAsync()
    {
        DirectoryStressStore none = new("/nonexistent/ring"); // it makes its own
        if (!Environment.IsPrivilegedProcess)
        {
            using ChildProcess own = ChildProcess.Start(Role, none);
            await own.ExpectAsync(Done);
            await own.ExpectEndAsync(); // it removes its directory
            return;
        }

        using ProgramCopy copy = new();
        using ChildProcess child = ChildProcess.Start(_asNobody, copy.Path, Role, none);
        await child.ExpectAsync(Done);
        await child.ExpectEndAsync();
    }

    public static async Task<int> RunAsync(StressStore store, string[] arguments)
    {
        if (OperatingSystem.IsWindows())
            return 1;
        await using DirectoryStressStore own = DirectoryStressStore.Create();
        using RingUnderFault ring = await RingUnderFault.CreateAsync(await own.OpenAsync());
        UnixFileMode before = File.GetUnixFileMode(own.Address);
        File.SetUnixFileMode(own.Address, ReadOnly);
        try
        {
            await ring.RequireNoWritingAsync("for reading only");
            IKeyStore opened = await own.OpenAsync();
            await Rings.RequireSoundAsync(opened);
        }
        finally
        {
            File.SetUnixFileMode(own.Address, before);
        }

        await ring.RequireRecoveredAsync("for writing again");
        Console.WriteLine(Done);
        return 0;
    }
}
