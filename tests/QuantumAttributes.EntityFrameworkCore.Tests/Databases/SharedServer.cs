using QuantumAttributes.EntityFrameworkCore.Tests.Databases;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace QuantumAttributes.EntityFrameworkCore.Tests.Databases;

/// <summary>Cleans up when all tests are done.</summary>
public sealed class SharedServer : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await PostgreSqlTestDatabase.DropFreeAsync();
        await PostgreSqlServer.StopSharedAsync();
    }
}
