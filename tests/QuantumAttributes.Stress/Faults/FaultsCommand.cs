using System.Security.Cryptography;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Faults;

/// <summary>Everything that may go wrong around a store, one after another.</summary>
internal static class FaultsCommand
{
    public static async Task<Verdict> RunAsync(StoreKind kind)
    {
        await using PostgreSqlServer? server = kind == StoreKind.PostgreSql ? await PostgreSqlServer.StartAsync() : null;
        int failed = 0;
        Fault[] faults = [.. Of(kind, server)];
        foreach (Fault fault in faults)
        {
            string? problem = await FindProblemAsync(fault);
            Console.WriteLine(problem is null ? $"ok      {fault.Name}" : $"FAILED  {fault.Name}: {problem}");
            failed += problem is null ? 0 : 1;
        }

        string names = string.Join(", ", faults.Select(fault => fault.Name));
        return new Verdict(failed == 0, $"{faults.Length - failed} of {faults.Length} faults: {names}");
    }

    private static IEnumerable<Fault> Of(StoreKind kind, PostgreSqlServer? server)
    {
        Func<Task<StressStore>> create = server is null
            ? () => StressStore.CreateAsync(kind)
            : async () => await PostgreSqlStressStore.CreateAsync(server.ConnectionString);
        yield return new Fault("the clock set back an hour", () => ClockFault.RunAsync(create));
        if (server is not null)
        {
            yield return new Fault(
                "the server stopped and started again",
                () => AwayFault.RunAsync(create, _ => server.HaltAsync(), _ => server.ResumeAsync()));
            yield break;
        }

        yield return new Fault("a full disk", () => DiskFullChild.StartAsync(create));
        string what = kind == StoreKind.Directory ? "directory" : "file";
        yield return new Fault($"the {what} moved away and back", () => AwayFault.RunAsync(create, MoveAwayAsync, MoveBackAsync));
        if (kind == StoreKind.Directory)
            yield return new Fault("a directory for reading only", ReadOnlyChild.StartAsync);
    }

    private static Task MoveAwayAsync(StressStore store)
    {
        Directory.Move(store.Address, $"{store.Address}.away");
        return Task.CompletedTask;
    }

    private static Task MoveBackAsync(StressStore store)
    {
        Directory.Move($"{store.Address}.away", store.Address);
        return Task.CompletedTask;
    }

    private static async Task<string?> FindProblemAsync(Fault fault)
    {
        try
        {
            await fault.RunAsync();
            return null;
        }
        catch (StressException e)
        {
            return e.Message;
        }
        catch (Exception e) when (e is KeyStoreException or CryptographicException)
        {
            return $"{e}";
        }
    }
}
