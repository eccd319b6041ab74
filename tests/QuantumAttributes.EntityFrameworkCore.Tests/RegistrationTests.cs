using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Testing;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Given_ARegistration_When_TheStoreIsUsed_Expect_ItInTheDatabaseNamed()
    {
        await using var database = new SqliteTestDatabase();
        await using ServiceProvider services = new ServiceCollection()
            .AddQuantumEntityFrameworkKeyStore(options => options.UseQuantumSqlite(database.ConnectionString))
            .BuildServiceProvider(validateScopes: true);

        await services.GetRequiredService<EntityFrameworkKeyStore>().MigrateAsync();
        var store = services.GetRequiredService<IKeyStore>();
        await store.CommitAsync(Change.Of(Change.NewKey(KeyPurpose.Identity)));

        Assert.Same(services.GetRequiredService<EntityFrameworkKeyStore>(), store);
        Assert.Single((await database.Open().ReadAsync()).Keys);
        Assert.Equal($"SQLite database {database.File}", store.Description);
    }

    // AddQuantumAttributes registers a directory where there is no store yet: whichever comes first, the database is meant.
    [Fact]
    public async Task Given_AStoreAlready_When_TheDatabaseIsRegistered_Expect_ItInThePlaceOfTheOther()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IKeyStore>(new MemoryKeyStore())
            .AddQuantumEntityFrameworkKeyStore(options => options.UseQuantumSqlite("Data Source=keys.db"))
            .BuildServiceProvider();

        Assert.IsType<EntityFrameworkKeyStore>(Assert.Single(services.GetServices<IKeyStore>()));
    }

    [Fact]
    public async Task Given_AllStores_When_Registered_Expect_EachInTheDatabaseInThePlaceOfAnyOther()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<INonceStore>(new MemoryNonceStore(TimeProvider.System))
            .AddSingleton<IChannelStore>(new MemoryChannelStore(TimeProvider.System))
            .AddSingleton<IIdempotencyStore>(new MemoryIdempotencyStore(new IdempotencyOptions(), TimeProvider.System))
            .AddSingleton(new IdempotencySharing(new IdempotencyOptions(), new AesSealer()))
            .AddQuantumEntityFrameworkStores(options => options.UseQuantumSqlite("Data Source=farm.db"))
            .BuildServiceProvider(validateScopes: true);

        Assert.IsType<EntityFrameworkKeyStore>(Assert.Single(services.GetServices<IKeyStore>()));
        Assert.IsType<EntityFrameworkNonceStore>(Assert.Single(services.GetServices<INonceStore>()));
        Assert.IsType<EntityFrameworkDiscoveryStore>(Assert.Single(services.GetServices<IDiscoveryStore>()));
        Assert.IsType<EntityFrameworkIdempotencyStore>(Assert.Single(services.GetServices<IIdempotencyStore>()));
        var channels = Assert.IsType<EntityFrameworkChannelStore>(Assert.Single(services.GetServices<IChannelStore>()));
        Assert.Equal($"SQLite database {Path.GetFullPath("farm.db")}", channels.Description);
    }

    [Fact]
    public async Task Given_AllStores_When_TheApplicationRuns_Expect_ThemSwept()
    {
        await using SqliteTestDatabase database = await SqliteTestDatabase.CreateAsync();
        var swept = new TaskCompletionSource();
        var steps = new DatabaseSteps
        {
            BeforeStep = step =>
            {
                if (step.Contains("quantum_channels", StringComparison.Ordinal))
                    swept.TrySetResult(); // the last of the tables
            },
        };
        var clock = new ManualTime();
        await using ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddQuantumEntityFrameworkStores(options => options.UseQuantumSqlite(database.ConnectionString).AddInterceptors(steps))
            .BuildServiceProvider();
        IHostedService service = Assert.Single(services.GetServices<IHostedService>());

        await service.StartAsync(default);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!swept.Task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1)); // the service takes up its work on a thread of its own
            await Task.WhenAny(swept.Task, Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token));
            deadline.Token.ThrowIfCancellationRequested();
        }

        await service.StopAsync(default);
    }

    [Fact]
    public async Task Given_ServicesThatNameTheDatabase_When_TheStoreIsMade_Expect_ItsDescriptionWithoutUserAndPassword()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton("Host=db.example;Port=5433;Database=app;Username=the-user;Password=the-password")
            .AddQuantumEntityFrameworkKeyStore((provider, options) => options.UseQuantumPostgreSql(provider.GetRequiredService<string>()))
            .BuildServiceProvider();

        Assert.Equal("PostgreSQL database app at db.example:5433", services.GetRequiredService<IKeyStore>().Description);
    }

    [Fact]
    public async Task Given_OptionsForAnotherUse_When_TheStoreIsMade_Expect_AMessageThatNamesTheMethods()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddQuantumEntityFrameworkKeyStore(options => options.UseSqlite("Data Source=keys.db"))
            .BuildServiceProvider();

        var thrown = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IKeyStore>());

        Assert.Contains("UseQuantumSqlite or UseQuantumPostgreSql", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=keys;Mode=Memory")]
    [InlineData("Data Source=file:keys.db")]
    [InlineData("Data Source=|DataDirectory|keys.db")]
    [InlineData("Cache=Shared")]
    [InlineData("nonsense")]
    public void Given_AConnectionStringWithoutAFile_When_SqliteIsUsed_Expect_ArgumentException(string connectionString) =>
        Assert.Throws<ArgumentException>(() => new DbContextOptionsBuilder().UseQuantumSqlite(connectionString));
}
