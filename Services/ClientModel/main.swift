import Hosting

await ServiceProcess<HostedClientModel>.main()
