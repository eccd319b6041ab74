using System.Diagnostics;
using QuantumAttributes.Stress.ColdStart;
using QuantumAttributes.Stress.Faults;
using QuantumAttributes.Stress.Hostile;
using QuantumAttributes.Stress.Kill;
using QuantumAttributes.Stress.Rotation;
using QuantumAttributes.Stress.Stores;
using QuantumAttributes.Stress.Streaming;

namespace QuantumAttributes.Stress.Processes;

/// <summary>This program once more, in another role.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly Dictionary<string, Func<StressStore, string[], Task<int>>> _roles = new()
    {
        [KillChild.Role] = KillChild.RunAsync,
        [ColdStartChild.Role] = ColdStartChild.RunAsync,
        [RotationChild.Role] = RotationChild.RunAsync,
        [DiskFullChild.Role] = DiskFullChild.RunAsync,
        [ReadOnlyChild.Role] = ReadOnlyChild.RunAsync,
    };

    private static readonly Dictionary<string, Func<string[], Task<int>>> _rolesWithoutStore = new()
    {
        [ServerChild.Role] = ServerChild.RunAsync,
        [StreamServerChild.Role] = StreamServerChild.RunAsync,
        [StreamClientChild.Role] = StreamClientChild.RunAsync,
    };

    // Hexadecimal. The default is the size of the processor's cache, and that of some is more than what resident memory may rise by.
    private const string Gen0Size = "400000";

    private readonly Process _process;
    private readonly Task<string> _error;

    private ChildProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>What a child does, given the store and its arguments; its result is the exit code.</summary>
    public static Func<StressStore, string[], Task<int>>? Find(string role) => _roles.GetValueOrDefault(role);

    /// <summary>What a child does that has no store, given its arguments.</summary>
    public static Func<string[], Task<int>>? FindWithoutStore(string role) => _rolesWithoutStore.GetValueOrDefault(role);

    /// <summary>Starts one that has no store.</summary>
    public static ChildProcess Start(string role, params string[] arguments) =>
        Start(["dotnet", typeof(ChildProcess).Assembly.Location, role, .. arguments]);

    /// <summary>Starts one.</summary>
    public static ChildProcess Start(string role, StressStore store, params string[] arguments) =>
        Start([], typeof(ChildProcess).Assembly.Location, role, store, arguments);

    /// <summary>Starts one by another program, such as <c>setpriv</c>, from a copy of this one.</summary>
    public static ChildProcess Start(string[] launcher, string program, string role, StressStore store, params string[] arguments) =>
        Start([.. launcher, "dotnet", program, role, StoreKinds.NameOf(store.Kind), store.Address, .. arguments]);

    private static ChildProcess Start(string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCgen0size"] = Gen0Size;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line that it prints; null when it has ended. A line that it did not finish is none.</summary>
    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync();

    /// <summary>The next line, which has to be this one.</summary>
    public async Task ExpectAsync(string line)
    {
        string? said = await ReadLineAsync();
        if (said != line)
            throw new StressException($"a child said '{said}', not '{line}': {await _error}");
    }

    /// <summary>Everything else that it prints until it ends.</summary>
    public async Task<string> ReadToEndAsync() => await _process.StandardOutput.ReadToEndAsync();

    /// <summary>Says a line to it.</summary>
    public void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Waits for its end, which has to be a good one.</summary>
    public async Task ExpectEndAsync()
    {
        if (await ExitCodeAsync() is not 0 and var exitCode)
            throw new StressException($"a child ended with {exitCode}: {await _error}");
    }

    /// <summary>What it said on standard error, when it has ended.</summary>
    public Task<string> ErrorAsync() => _error;

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
